/*
 * Runs the files of a workload through an embedded CLIPS 6.30 and prints one JSON object, as `scalp bench stream --json` does.
 *
 *   clips_stream RULES.clp FACTS.script UPDATES.script KEYS DERIVED
 *   KEYS     how many leading slots name a row, e.g. quote=2,turnover=1: asserting replaces the row of the same key
 *   DERIVED  templates whose final rows are counted and summed up, e.g. gap,buy
 *
 * Scripts hold lines `+name(1, 2).` with whole numbers, and `commit.`; each transaction of UPDATES is timed on its own: retracting the old
 * row, asserting the new one, and running the agenda until it is empty. The first tenth warms up. Everything is parsed before.
 * A derived row of a template with slots a, b is written `name(1, 2)`; see src/Cli/Bench/RowChecksum.cs for the sum.
 */
#include <inttypes.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>
#include "clips.h"

enum { MAX_SLOTS = 8, MAX_TEMPLATES = 32, BUCKETS = 1 << 20 };

typedef struct { char name[32]; void *deftemplate; int keys, slots; const char *slot_names[MAX_SLOTS]; } Template;
typedef struct { int template_index; long long values[MAX_SLOTS]; } Row;
typedef struct { Row row; void *fact; } Entry;
typedef struct { Row *rows; long *ends; long row_count, transaction_count; } Script;

static void *env;
static Template templates[MAX_TEMPLATES];
static int template_count;
static Entry *table;

static void fail(const char *what, const char *where) {
    fprintf(stderr, "clips_stream: %s: %s\n", what, where);
    exit(1);
}

static void *checked(void *memory) {
    if (memory == NULL) fail("out of memory", "allocation");
    return memory;
}

static void read_slots(Template *t) {
    DATA_OBJECT names;
    EnvDeftemplateSlotNames(env, t->deftemplate, &names);
    t->slots = (int)GetDOLength(names);
    if (t->slots > MAX_SLOTS) fail("too many slots", t->name);
    for (int i = 0; i < t->slots; i++)
        t->slot_names[i] = ValueToString(GetMFValue(GetValue(names), GetDOBegin(names) + i));
}

static int template_of(const char *name, size_t length) {
    for (int i = 0; i < template_count; i++)
        if (strlen(templates[i].name) == length && memcmp(templates[i].name, name, length) == 0) return i;
    if (template_count == MAX_TEMPLATES || length >= sizeof templates[0].name) fail("too many or too long names", name);
    Template *t = &templates[template_count];
    memcpy(t->name, name, length);
    t->deftemplate = EnvFindDeftemplate(env, t->name);
    if (t->deftemplate == NULL) fail("the rules have no template", t->name);
    read_slots(t);
    return template_count++;
}

static void read_keys(char *text) {
    for (char *item = strtok(text, ","); item != NULL; item = strtok(NULL, ",")) {
        char *equals = strchr(item, '=');
        if (equals == NULL) fail("a key is written name=columns", item);
        templates[template_of(item, (size_t)(equals - item))].keys = atoi(equals + 1);
    }
}

static Row parse_row(const char *line) {
    Row row = {0};
    const char *open = strchr(line, '(');
    if (line[0] != '+' || open == NULL) fail("expected +name(values).", line);
    row.template_index = template_of(line + 1, (size_t)(open - line - 1));
    char *at = (char *)open + 1;
    for (int i = 0; i < templates[row.template_index].slots; i++) {
        char *start = at;
        row.values[i] = strtoll(start, &at, 10);
        if (at == start) fail("expected a whole number", line);
        at += *at == ',' ? 1 : 0;
    }
    if (*at != ')') fail("wrong number of values", line);
    return row;
}

static Script read_script(const char *path) {
    FILE *file = fopen(path, "r");
    if (file == NULL) fail("cannot be read", path);
    Script script = {0};
    long rows = 0, ends = 0;
    char line[256];
    while (fgets(line, sizeof line, file) != NULL) {
        if (strncmp(line, "commit.", 7) == 0) {
            if (script.transaction_count == ends) script.ends = checked(realloc(script.ends, (size_t)(ends = ends * 2 + 64) * sizeof *script.ends));
            script.ends[script.transaction_count++] = script.row_count;
        } else if (line[0] != '\n') {
            if (script.row_count == rows) script.rows = checked(realloc(script.rows, (size_t)(rows = rows * 2 + 64) * sizeof *script.rows));
            script.rows[script.row_count++] = parse_row(line);
        }
    }
    fclose(file);
    return script;
}

/* The place of the row's key: open addressing over a table far larger than any workload. */
static Entry *entry_of(const Row *row) {
    const Template *t = &templates[row->template_index];
    uint64_t hash = (uint64_t)row->template_index + 1;
    for (int i = 0; i < t->keys; i++) hash = (hash ^ (uint64_t)row->values[i]) * 0x9E3779B97F4A7C15u, hash ^= hash >> 29;
    for (uint64_t at = hash & (BUCKETS - 1);; at = (at + 1) & (BUCKETS - 1)) {
        Entry *e = &table[at];
        if (e->fact == NULL || (e->row.template_index == row->template_index && memcmp(e->row.values, row->values, (size_t)t->keys * sizeof row->values[0]) == 0)) return e;
    }
}

static void put(const Row *row) {
    const Template *t = &templates[row->template_index];
    Entry *e = entry_of(row);
    if (e->fact != NULL) {
        EnvDecrementFactCount(env, e->fact);
        EnvRetract(env, e->fact);
    }
    struct fact *fact = EnvCreateFact(env, t->deftemplate);
    for (int i = 0; i < t->slots; i++) {
        DATA_OBJECT value;
        SetType(value, INTEGER);
        SetValue(value, EnvAddLong(env, row->values[i]));
        EnvPutFactSlot(env, fact, t->slot_names[i], &value);
    }
    e->row = *row;
    e->fact = EnvAssert(env, fact);
    if (e->fact == NULL) fail("a fact was not asserted", t->name);
    EnvIncrementFactCount(env, e->fact);
}

static void commit(const Script *script, long transaction) {
    for (long i = transaction == 0 ? 0 : script->ends[transaction - 1]; i < script->ends[transaction]; i++) put(&script->rows[i]);
    EnvRun(env, -1);
}

static uint64_t nanoseconds(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (uint64_t)now.tv_sec * 1000000000u + (uint64_t)now.tv_nsec;
}

static int by_size(const void *a, const void *b) {
    uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
    return (x > y) - (x < y);
}

static double microseconds(const uint64_t *sorted, long count, double share) {
    long rank = (long)(share * (double)count + 0.999999) - 1;
    return (double)sorted[rank < 0 ? 0 : rank >= count ? count - 1 : rank] / 1000.0;
}

static uint64_t hash_row(const Template *t, void *fact) {
    char text[256];
    int length = snprintf(text, sizeof text, "%s(", t->name);
    for (int i = 0; i < t->slots; i++) {
        DATA_OBJECT value;
        EnvGetFactSlot(env, fact, t->slot_names[i], &value);
        length += snprintf(text + length, sizeof text - (size_t)length, "%s%lld", i == 0 ? "" : ", ", ValueToLong(GetValue(value)));
    }
    length += snprintf(text + length, sizeof text - (size_t)length, ")");
    uint64_t hash = 14695981039346656037u;
    for (int i = 0; i < length; i++) hash = (hash ^ (unsigned char)text[i]) * 1099511628211u;
    return hash;
}

static void print_relations(char *names) {
    const char *separator = "";
    for (char *name = strtok(names, ","); name != NULL; name = strtok(NULL, ","), separator = ",") {
        const Template *t = &templates[template_of(name, strlen(name))];
        long rows = 0;
        uint64_t sum = 0;
        for (void *fact = EnvGetNextFactInTemplate(env, t->deftemplate, NULL); fact != NULL; fact = EnvGetNextFactInTemplate(env, t->deftemplate, fact)) {
            rows++;
            sum += hash_row(t, fact);
        }
        printf("%s\"%s\":{\"rows\":%ld,\"checksum\":\"%016" PRIx64 "\"}", separator, name, rows, sum);
    }
}

static void print_times(uint64_t *times, long count) {
    uint64_t sum = 0;
    for (long i = 0; i < count; i++) sum += times[i];
    qsort(times, (size_t)count, sizeof *times, by_size);
    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    printf("\"perSecond\":%.0f,\"p50us\":%.3f,\"p99us\":%.3f,\"p999us\":%.3f,\"maxus\":%.3f,\"peakMegabytes\":%.0f,", (double)count / ((double)sum / 1e9),
        microseconds(times, count, 0.5), microseconds(times, count, 0.99), microseconds(times, count, 0.999), microseconds(times, count, 1), (double)usage.ru_maxrss / 1024.0);
}

int main(int argc, char **argv) {
    if (argc != 6) fail("usage", "clips_stream RULES.clp FACTS.script UPDATES.script KEYS DERIVED");
    table = checked(calloc(BUCKETS, sizeof *table));
    env = CreateEnvironment();
    if (EnvLoad(env, argv[1]) != 1) fail("cannot be loaded", argv[1]);
    EnvReset(env);
    read_keys(argv[4]);
    Script facts = read_script(argv[2]), updates = read_script(argv[3]);
    for (long i = 0; i < facts.transaction_count; i++) commit(&facts, i);
    long warm_up = updates.transaction_count / 10, measured = updates.transaction_count - warm_up;
    if (measured <= 0) fail("has no transaction to time", argv[3]);
    uint64_t *times = checked(calloc((size_t)measured, sizeof *times));
    for (long i = 0; i < updates.transaction_count; i++) {
        uint64_t start = nanoseconds();
        commit(&updates, i);
        uint64_t took = nanoseconds() - start;
        if (i >= warm_up) times[i - warm_up] = took;
    }
    printf("{\"engine\":\"clips 6.30\",\"transactions\":%ld,\"warmUp\":%ld,", updates.transaction_count, warm_up);
    print_times(times, measured);
    printf("\"relations\":{");
    print_relations(argv[5]);
    printf("}}\n");
    return 0;
}
