#pragma once
#include <unicode/utypes.h>
#include "text.h"
#include "conversion.h"
