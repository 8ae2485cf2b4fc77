#pragma once
#define CURL_DISABLE_TYPECHECK
#include <curl/curl.h>
#include <stdbool.h>

/// Whether the library is on this machine. Functions of curl may be called only then.
bool concord_curl_is_there(void);

// Swift cannot call variadic functions; these take one kind of value each.
CURLcode concord_curl_set_number(CURL *curl, CURLoption option, long value);
CURLcode concord_curl_set_size(CURL *curl, CURLoption option, curl_off_t value);
CURLcode concord_curl_set_text(CURL *curl, CURLoption option, const char *value);
CURLcode concord_curl_set_list(CURL *curl, CURLoption option, struct curl_slist *value);
CURLcode concord_curl_set_writer(CURL *curl, curl_write_callback writer, void *context);
CURLcode concord_curl_set_opener(CURL *curl, curl_opensocket_callback opener, void *context);
long concord_curl_number(CURL *curl, CURLINFO info);
curl_off_t concord_curl_size(CURL *curl, CURLINFO info);

/// A header of the last response; null when it has none.
const char *concord_curl_header(CURL *curl, const char *name);

// The address of an IPv6 peer is longer than the member that it begins in.
static inline const struct sockaddr *concord_curl_peer(struct curl_sockaddr *peer) { return &peer->addr; }
