/* Records what a process does to the files of one folder, in the order in which the system accepted it.

   Loaded with LD_PRELOAD. RECORD_FOLDER names the folder, RECORD_LOG the log. Each record of the log is a
   head of fixed size, one or two names, and data:

     kind 'C' a file was made (name, inode)       'R' renamed (name, second name)   'U' name removed
          'W' written (inode, offset, data)       'T' cut or grown to offset (inode)
          'S' file synced (inode)                 'D' folder synced
          'A' the process said something on its standard output (data)

   Files are told apart by inode, because a name may lead to another file a moment later. */

#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

struct head {
    char kind;
    uint8_t first;
    uint8_t second;
    uint8_t unused[5];
    uint64_t inode;
    int64_t offset;
    int64_t length;
};

static int log_file = -1;
static const char *folder;
static size_t folder_length;

__attribute__((constructor)) static void begin(void) {
    const char *path = getenv("RECORD_LOG");
    folder = getenv("RECORD_FOLDER");
    if (path == NULL || folder == NULL) return;
    folder_length = strlen(folder);
    log_file = (int)syscall(SYS_openat, AT_FDCWD, path, O_CREAT | O_WRONLY | O_APPEND | O_CLOEXEC, 0644);
}

static void record(char kind, uint64_t inode, int64_t offset, const char *first, const char *second,
                   const void *data, int64_t length) {
    if (log_file < 0) return;
    struct head head = {kind, (uint8_t)strlen(first), (uint8_t)strlen(second), {0}, inode, offset, length};
    struct iovec parts[4] = {{&head, sizeof head},
                             {(void *)first, head.first},
                             {(void *)second, head.second},
                             {(void *)data, (size_t)length}};
    if (syscall(SYS_writev, log_file, parts, 4) < 0) abort();
}

/* The name of a path within the folder, or NULL for a path elsewhere. */
static const char *within(const char *path) {
    if (log_file < 0 || strncmp(path, folder, folder_length) != 0) return NULL;
    return path[folder_length] == '/' ? path + folder_length + 1 : NULL;
}

/* The inode of an open file that lies in the folder, else 0; ``*is_folder`` tells the folder itself. */
static uint64_t inode_of(int file, int *is_folder) {
    char link[64] = "/proc/self/fd/", path[4096], digits[16];
    struct stat status;
    int count = 0, number = file;
    *is_folder = 0;
    if (log_file < 0 || file < 0) return 0;
    do digits[count++] = (char)('0' + number % 10); while ((number /= 10) > 0);
    for (size_t end = strlen(link); count > 0; link[end++] = digits[--count], link[end] = 0) {}
    ssize_t length = readlink(link, path, sizeof path - 1);
    if (length < 0 || fstat(file, &status) != 0) return 0;
    path[length] = 0;
    if (strcmp(path, folder) == 0) return *is_folder = 1, status.st_ino;
    return within(path) == NULL ? 0 : status.st_ino;
}

#define NEXT(name) __typeof__(&name) next = (__typeof__(&name))dlsym(RTLD_NEXT, #name)

#define OPEN(name)                                                                              \
    int name(const char *path, int flags, ...) {                                                \
        NEXT(name);                                                            \
        va_list more;                                                                           \
        va_start(more, flags);                                                                  \
        mode_t mode = (flags & O_CREAT) ? va_arg(more, mode_t) : 0;                             \
        va_end(more);                                                                           \
        struct stat status;                                                                     \
        int is_new = (flags & O_CREAT) && within(path) && stat(path, &status);                  \
        int file = next(path, flags, mode);                                                     \
        if (file >= 0 && is_new && fstat(file, &status) == 0)                                   \
            record('C', status.st_ino, 0, within(path), "", NULL, 0);                           \
        return file;                                                                            \
    }
OPEN(open)
OPEN(open64)

#define PWRITE(name, offset_type)                                                               \
    ssize_t name(int file, const void *data, size_t length, offset_type at) {                   \
        NEXT(name);                                                            \
        ssize_t done = next(file, data, length, at);                                            \
        int is_folder;                                                                          \
        uint64_t inode = inode_of(file, &is_folder);                                            \
        if (done > 0 && inode) record('W', inode, at, "", "", data, done);                      \
        return done;                                                                            \
    }
PWRITE(pwrite, off_t)
PWRITE(pwrite64, off64_t)

ssize_t write(int file, const void *data, size_t length) {
    NEXT(write);
    int is_folder;
    uint64_t inode = inode_of(file, &is_folder);
    off_t at = inode ? lseek(file, 0, SEEK_CUR) : 0;
    if (file == 1) record('A', 0, 0, "", "", data, (int64_t)length);
    ssize_t done = next(file, data, length);
    if (done > 0 && inode) record('W', inode, at, "", "", data, done);
    return done;
}

#define TRUNCATE(name, offset_type)                                                             \
    int name(int file, offset_type size) {                                                      \
        NEXT(name);                                                            \
        int result = next(file, size), is_folder;                                               \
        uint64_t inode = inode_of(file, &is_folder);                                            \
        if (result == 0 && inode) record('T', inode, size, "", "", NULL, 0);                    \
        return result;                                                                          \
    }
TRUNCATE(ftruncate, off_t)
TRUNCATE(ftruncate64, off64_t)

#define SYNC(name)                                                                              \
    int name(int file) {                                                                        \
        NEXT(name);                                                            \
        int result = next(file), is_folder;                                                     \
        uint64_t inode = inode_of(file, &is_folder);                                            \
        if (result == 0 && inode) record(is_folder ? 'D' : 'S', inode, 0, "", "", NULL, 0);     \
        return result;                                                                          \
    }
SYNC(fsync)
SYNC(fdatasync)

int unlink(const char *path) {
    NEXT(unlink);
    int result = next(path);
    if (result == 0 && within(path)) record('U', 0, 0, within(path), "", NULL, 0);
    return result;
}

int rename(const char *path, const char *target) {
    NEXT(rename);
    int result = next(path, target);
    if (result == 0 && within(path)) record('R', 0, 0, within(path), within(target), NULL, 0);
    return result;
}
