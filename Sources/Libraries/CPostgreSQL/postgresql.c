// libpq brings twenty other libraries, which take as long to load as a question to a store takes to answer. So it is loaded when a store on a
// server is first opened, and its functions stand here under their own names, each passing its call on.

#include "CPostgreSQL.h"
#include <dlfcn.h>
#include <pthread.h>
#include <stddef.h>

static struct {
    __typeof__(&PQconnectdb) PQconnectdb;
    __typeof__(&PQfinish) PQfinish;
    __typeof__(&PQstatus) PQstatus;
    __typeof__(&PQserverVersion) PQserverVersion;
    __typeof__(&PQerrorMessage) PQerrorMessage;
    __typeof__(&PQtransactionStatus) PQtransactionStatus;
    __typeof__(&PQsetNoticeProcessor) PQsetNoticeProcessor;
    __typeof__(&PQexec) PQexec;
    __typeof__(&PQprepare) PQprepare;
    __typeof__(&PQsendQueryPrepared) PQsendQueryPrepared;
    __typeof__(&PQsetSingleRowMode) PQsetSingleRowMode;
    __typeof__(&PQgetResult) PQgetResult;
    __typeof__(&PQputCopyData) PQputCopyData;
    __typeof__(&PQputCopyEnd) PQputCopyEnd;
    __typeof__(&PQresultStatus) PQresultStatus;
    __typeof__(&PQresultErrorField) PQresultErrorField;
    __typeof__(&PQntuples) PQntuples;
    __typeof__(&PQftype) PQftype;
    __typeof__(&PQcmdTuples) PQcmdTuples;
    __typeof__(&PQgetvalue) PQgetvalue;
    __typeof__(&PQgetlength) PQgetlength;
    __typeof__(&PQgetisnull) PQgetisnull;
    __typeof__(&PQclear) PQclear;
} real;

static bool is_there;
static pthread_once_t once = PTHREAD_ONCE_INIT;

#define FIND(function) is_there = is_there && (real.function = (__typeof__(&function))dlsym(library, #function))

static void load(void) {
    void *library = dlopen("libpq.so.5", RTLD_NOW | RTLD_LOCAL);
    is_there = library != NULL;
    FIND(PQconnectdb);
    FIND(PQfinish);
    FIND(PQstatus);
    FIND(PQserverVersion);
    FIND(PQerrorMessage);
    FIND(PQtransactionStatus);
    FIND(PQsetNoticeProcessor);
    FIND(PQexec);
    FIND(PQprepare);
    FIND(PQsendQueryPrepared);
    FIND(PQsetSingleRowMode);
    FIND(PQgetResult);
    FIND(PQputCopyData);
    FIND(PQputCopyEnd);
    FIND(PQresultStatus);
    FIND(PQresultErrorField);
    FIND(PQntuples);
    FIND(PQftype);
    FIND(PQcmdTuples);
    FIND(PQgetvalue);
    FIND(PQgetlength);
    FIND(PQgetisnull);
    FIND(PQclear);
}

bool concord_libpq_is_there(void) {
    pthread_once(&once, load);
    return is_there;
}

PGconn *PQconnectdb(const char *address) { return real.PQconnectdb(address); }
void PQfinish(PGconn *connection) { real.PQfinish(connection); }
ConnStatusType PQstatus(const PGconn *connection) { return real.PQstatus(connection); }
int PQserverVersion(const PGconn *connection) { return real.PQserverVersion(connection); }
char *PQerrorMessage(const PGconn *connection) { return real.PQerrorMessage(connection); }
PGTransactionStatusType PQtransactionStatus(const PGconn *connection) { return real.PQtransactionStatus(connection); }
PQnoticeProcessor PQsetNoticeProcessor(
    PGconn *connection, PQnoticeProcessor processor, void *context) {
    return real.PQsetNoticeProcessor(connection, processor, context);
}
PGresult *PQexec(PGconn *connection, const char *sql) { return real.PQexec(connection, sql); }
PGresult *PQprepare(
    PGconn *connection, const char *name, const char *sql, int count, const Oid *types) {
    return real.PQprepare(connection, name, sql, count, types);
}
int PQsendQueryPrepared(
    PGconn *connection, const char *name, int count, const char *const *values, const int *lengths, const int *formats, int format) {
    return real.PQsendQueryPrepared(connection, name, count, values, lengths, formats, format);
}
int PQsetSingleRowMode(PGconn *connection) { return real.PQsetSingleRowMode(connection); }
PGresult *PQgetResult(PGconn *connection) { return real.PQgetResult(connection); }
int PQputCopyData(PGconn *connection, const char *bytes, int count) { return real.PQputCopyData(connection, bytes, count); }
int PQputCopyEnd(PGconn *connection, const char *message) { return real.PQputCopyEnd(connection, message); }
ExecStatusType PQresultStatus(const PGresult *result) { return real.PQresultStatus(result); }
char *PQresultErrorField(const PGresult *result, int field) { return real.PQresultErrorField(result, field); }
int PQntuples(const PGresult *result) { return real.PQntuples(result); }
Oid PQftype(const PGresult *result, int column) { return real.PQftype(result, column); }
char *PQcmdTuples(PGresult *result) { return real.PQcmdTuples(result); }
char *PQgetvalue(const PGresult *result, int row, int column) { return real.PQgetvalue(result, row, column); }
int PQgetlength(const PGresult *result, int row, int column) { return real.PQgetlength(result, row, column); }
int PQgetisnull(const PGresult *result, int row, int column) { return real.PQgetisnull(result, row, column); }
void PQclear(PGresult *result) { real.PQclear(result); }
