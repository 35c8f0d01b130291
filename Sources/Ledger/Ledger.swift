import Crypto
// placeholder
