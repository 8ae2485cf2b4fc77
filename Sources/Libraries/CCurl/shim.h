#pragma once
#define CURL_DISABLE_TYPECHECK
#include <curl/curl.h>

// Swift cannot call variadic functions; these take one kind of value each.

static inline CURLcode concord_curl_set_number(CURL *curl, CURLoption option, long value) {
    return curl_easy_setopt(curl, option, value);
}

static inline CURLcode concord_curl_set_size(CURL *curl, CURLoption option, curl_off_t value) {
    return curl_easy_setopt(curl, option, value);
}

static inline CURLcode concord_curl_set_text(CURL *curl, CURLoption option, const char *value) {
    return curl_easy_setopt(curl, option, value);
}

static inline CURLcode concord_curl_set_list(CURL *curl, CURLoption option, struct curl_slist *value) {
    return curl_easy_setopt(curl, option, value);
}

static inline CURLcode concord_curl_set_writer(CURL *curl, curl_write_callback writer, void *context) {
    curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, writer);
    return curl_easy_setopt(curl, CURLOPT_WRITEDATA, context);
}

static inline CURLcode concord_curl_set_opener(CURL *curl, curl_opensocket_callback opener, void *context) {
    curl_easy_setopt(curl, CURLOPT_OPENSOCKETFUNCTION, opener);
    return curl_easy_setopt(curl, CURLOPT_OPENSOCKETDATA, context);
}

static inline long concord_curl_number(CURL *curl, CURLINFO info) {
    long value = 0;
    curl_easy_getinfo(curl, info, &value);
    return value;
}

static inline curl_off_t concord_curl_size(CURL *curl, CURLINFO info) {
    curl_off_t value = 0;
    curl_easy_getinfo(curl, info, &value);
    return value;
}

// The address of an IPv6 peer is longer than the member that it begins in.
static inline const struct sockaddr *concord_curl_peer(struct curl_sockaddr *peer) { return &peer->addr; }

// A header of the last response; null when it has none.
static inline const char *concord_curl_header(CURL *curl, const char *name) {
    struct curl_header *header = NULL;
    return curl_easy_header(curl, name, 0, CURLH_HEADER, -1, &header) == CURLHE_OK ? header->value : NULL;
}
