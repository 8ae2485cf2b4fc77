// GEOS is a large library in C++, which takes a tenth of the time of a question to a store to load, and few questions are about the map. So it
// is loaded when an area is first looked at.

#include "CGEOS.h"
#include <dlfcn.h>
#include <pthread.h>
#include <stdbool.h>
#include <stddef.h>

static struct concord_geos functions;
static bool is_there;
static pthread_once_t once = PTHREAD_ONCE_INIT;

#define FIND(function) is_there = is_there && (functions.function = (__typeof__(&function))dlsym(library, #function));

static void load(void) {
    void *library = dlopen("libgeos_c.so.1", RTLD_LAZY | RTLD_LOCAL);
    is_there = library != NULL;
    CONCORD_GEOS_FUNCTIONS(FIND)
}

const struct concord_geos *concord_geos(void) {
    pthread_once(&once, load);
    return is_there ? &functions : NULL;
}
