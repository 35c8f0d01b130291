#include "PerilleSchemas.h"
