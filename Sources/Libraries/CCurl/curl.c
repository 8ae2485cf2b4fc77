// libcurl brings thirty other libraries, which take as long to load as a question to a store takes to answer. So it is loaded when something is
// first fetched, and its functions stand here under their own names, each passing its call on.

#include "CCurl.h"
#include <dlfcn.h>
#include <pthread.h>
#include <stddef.h>

static void *library;
static pthread_once_t once = PTHREAD_ONCE_INIT;

static void load(void) { library = dlopen("libcurl.so.4", RTLD_NOW | RTLD_LOCAL); }

bool concord_curl_is_there(void) {
    pthread_once(&once, load);
    return library != NULL;
}

static void *entry(const char *name) { return concord_curl_is_there() ? dlsym(library, name) : NULL; }

#define REAL(function) ((__typeof__(&function))entry(#function))

CURLcode curl_global_init(long flags) { return REAL(curl_global_init)(flags); }
CURL *curl_easy_init(void) { return REAL(curl_easy_init)(); }
void curl_easy_cleanup(CURL *curl) { REAL(curl_easy_cleanup)(curl); }
void curl_easy_reset(CURL *curl) { REAL(curl_easy_reset)(curl); }
CURLcode curl_easy_perform(CURL *curl) { return REAL(curl_easy_perform)(curl); }
const char *curl_easy_strerror(CURLcode code) { return REAL(curl_easy_strerror)(code); }
struct curl_slist *curl_slist_append(struct curl_slist *list, const char *text) { return REAL(curl_slist_append)(list, text); }
void curl_slist_free_all(struct curl_slist *list) { REAL(curl_slist_free_all)(list); }
void curl_free(void *memory) { REAL(curl_free)(memory); }
CURLU *curl_url(void) { return REAL(curl_url)(); }
void curl_url_cleanup(CURLU *url) { REAL(curl_url_cleanup)(url); }
CURLUcode curl_url_get(CURLU *url, CURLUPart part, char **text, unsigned int flags) {
    return REAL(curl_url_get)(url, part, text, flags);
}
CURLUcode curl_url_set(CURLU *url, CURLUPart part, const char *text, unsigned int flags) {
    return REAL(curl_url_set)(url, part, text, flags);
}

CURLcode concord_curl_set_number(CURL *curl, CURLoption option, long value) { return REAL(curl_easy_setopt)(curl, option, value); }
CURLcode concord_curl_set_size(CURL *curl, CURLoption option, curl_off_t value) { return REAL(curl_easy_setopt)(curl, option, value); }
CURLcode concord_curl_set_text(CURL *curl, CURLoption option, const char *value) { return REAL(curl_easy_setopt)(curl, option, value); }
CURLcode concord_curl_set_list(CURL *curl, CURLoption option, struct curl_slist *value) {
    return REAL(curl_easy_setopt)(curl, option, value);
}

CURLcode concord_curl_set_writer(CURL *curl, curl_write_callback writer, void *context) {
    REAL(curl_easy_setopt)(curl, CURLOPT_WRITEFUNCTION, writer);
    return REAL(curl_easy_setopt)(curl, CURLOPT_WRITEDATA, context);
}

CURLcode concord_curl_set_opener(CURL *curl, curl_opensocket_callback opener, void *context) {
    REAL(curl_easy_setopt)(curl, CURLOPT_OPENSOCKETFUNCTION, opener);
    return REAL(curl_easy_setopt)(curl, CURLOPT_OPENSOCKETDATA, context);
}

long concord_curl_number(CURL *curl, CURLINFO info) {
    long value = 0;
    REAL(curl_easy_getinfo)(curl, info, &value);
    return value;
}

curl_off_t concord_curl_size(CURL *curl, CURLINFO info) {
    curl_off_t value = 0;
    REAL(curl_easy_getinfo)(curl, info, &value);
    return value;
}

const char *concord_curl_header(CURL *curl, const char *name) {
    struct curl_header *header = NULL;
    return REAL(curl_easy_header)(curl, name, 0, CURLH_HEADER, -1, &header) == CURLHE_OK ? header->value : NULL;
}
