/*
 * Keeps, beside a folder, what a disk would hold of it after a power cut that loses every byte not synced: preloaded into a process, it
 * notes what is written to files under POWER_CUT_FROM, and copies it to POWER_CUT_TO when the file is synced. A file that is deleted
 * comes back, unless the folder was synced since.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

#define FILES 16
#define REAL(type, name, ...) ((type(*)(__VA_ARGS__)) dlsym(RTLD_NEXT, #name))

/* A write, or with length -1 a cut of the file at the offset. */
struct op {
    off_t offset;
    ssize_t length;
};

struct file {
    char name[NAME_MAX];
    struct op *ops;
    size_t count, room;
    int deleted;
};

static struct file files[FILES];
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

/* The name of a file directly in the watched folder, "" for the folder itself, or NULL. */
static const char *name_of(const char *path) {
    const char *from = getenv("POWER_CUT_FROM");
    size_t prefix = from ? strlen(from) : 0;
    if (!from || strncmp(path, from, prefix)) return NULL;
    if (!path[prefix]) return path + prefix;
    return path[prefix] != '/' || strchr(path + prefix + 1, '/') ? NULL : path + prefix + 1;
}

static const char *watched(int fd, char *path) {
    char link[64];
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, path, PATH_MAX - 1);
    path[length < 0 ? 0 : length] = 0;
    return name_of(path);
}

static struct file *file(const char *name) {
    for (int i = 0; i < FILES; i++) {
        if (!files[i].name[0]) snprintf(files[i].name, NAME_MAX, "%s", name);
        if (!strcmp(files[i].name, name)) return &files[i];
    }
    abort();
}

static void note(int fd, off_t offset, ssize_t length) {
    char path[PATH_MAX];
    const char *name = watched(fd, path);
    if (!name || !*name) return;
    pthread_mutex_lock(&lock);
    struct file *f = file(name);
    if (f->count == f->room) {
        f->room = f->room ? 2 * f->room : 64;
        f->ops = realloc(f->ops, f->room * sizeof *f->ops);
    }
    f->ops[f->count++] = (struct op){offset, length};
    pthread_mutex_unlock(&lock);
}

static void copy(int from, int to, struct op op) {
    char buffer[65536];
    while (op.length > 0) {
        ssize_t n = pread(from, buffer, op.length < (ssize_t) sizeof buffer ? op.length : (ssize_t) sizeof buffer, op.offset);
        if (n <= 0) return;
        if (REAL(ssize_t, pwrite, int, const void *, size_t, off_t)(to, buffer, n, op.offset) != n) abort();
        op.offset += n;
        op.length -= n;
    }
}

/* Makes the deletion of a file last. */
static void forget(struct file *f) {
    char shadow[PATH_MAX];
    snprintf(shadow, sizeof shadow, "%s/%s", getenv("POWER_CUT_TO"), f->name);
    REAL(int, unlink, const char *)(shadow);
    f->deleted = 0;
}

static void folder_synced(void) {
    pthread_mutex_lock(&lock);
    for (int i = 0; i < FILES; i++) {
        if (files[i].deleted) forget(&files[i]);
    }
    pthread_mutex_unlock(&lock);
}

static void file_synced(const char *path, const char *name) {
    char shadow[PATH_MAX];
    pthread_mutex_lock(&lock);
    struct file *f = file(name);
    if (f->deleted) forget(f);
    snprintf(shadow, sizeof shadow, "%s/%s", getenv("POWER_CUT_TO"), name);
    int from = open(path, O_RDONLY), to = open(shadow, O_WRONLY | O_CREAT, 0600);
    if (from < 0 || to < 0) abort();
    for (size_t i = 0; i < f->count; i++) {
        if (f->ops[i].length >= 0) copy(from, to, f->ops[i]);
        else if (REAL(int, ftruncate64, int, off_t)(to, f->ops[i].offset)) abort();
    }
    f->count = 0;
    close(from);
    close(to);
    pthread_mutex_unlock(&lock);
}

static void synced(int fd) {
    char path[PATH_MAX];
    const char *name = watched(fd, path);
    if (!name) return;
    if (*name) file_synced(path, name);
    else folder_synced();
}

int unlink(const char *path) {
    int result = REAL(int, unlink, const char *)(path);
    const char *name = result ? NULL : name_of(path);
    if (name) {
        pthread_mutex_lock(&lock);
        struct file *f = file(name);
        f->count = 0;
        f->deleted = 1;
        pthread_mutex_unlock(&lock);
    }
    return result;
}

ssize_t pwrite64(int fd, const void *bytes, size_t length, off_t offset) {
    ssize_t n = REAL(ssize_t, pwrite64, int, const void *, size_t, off_t)(fd, bytes, length, offset);
    if (n > 0) note(fd, offset, n);
    return n;
}

ssize_t pwrite(int fd, const void *bytes, size_t length, off_t offset) {
    return pwrite64(fd, bytes, length, offset);
}

ssize_t write(int fd, const void *bytes, size_t length) {
    ssize_t n = REAL(ssize_t, write, int, const void *, size_t)(fd, bytes, length);
    if (n > 0) note(fd, lseek(fd, 0, SEEK_CUR) - n, n);
    return n;
}

int ftruncate64(int fd, off_t length) {
    int result = REAL(int, ftruncate64, int, off_t)(fd, length);
    if (!result) note(fd, length, -1);
    return result;
}

int ftruncate(int fd, off_t length) {
    return ftruncate64(fd, length);
}

int fdatasync(int fd) {
    int result = REAL(int, fdatasync, int)(fd);
    if (!result) synced(fd);
    return result;
}

int fsync(int fd) {
    int result = REAL(int, fsync, int)(fd);
    if (!result) synced(fd);
    return result;
}
