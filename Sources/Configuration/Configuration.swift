import Yams
// placeholder
