#pragma once
#include <postgresql/libpq-fe.h>
#include <stdbool.h>

/// Whether the library is on this machine. Functions of libpq may be called only then.
bool concord_libpq_is_there(void);
