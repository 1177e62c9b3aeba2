/* SPDX-License-Identifier: Apache-2.0 */
/* A file under way may be removed while it is open (FILE_SHARE_DELETE): the interrupt key does that. */
#include "files.h"

#include "terminal.h"
#include "utf16.h"

#include <errno.h>
#include <fcntl.h>
#include <io.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <windows.h>

enum { STDIN = 0, STDOUT = 1, STDERR = 2, CHUNK = 1 << 20 };

static int last_error(void) {
    switch (GetLastError()) {
    case ERROR_FILE_NOT_FOUND:
    case ERROR_PATH_NOT_FOUND:
    case ERROR_INVALID_NAME:
    case ERROR_BAD_NETPATH: return ENOENT;
    case ERROR_ACCESS_DENIED:
    case ERROR_SHARING_VIOLATION:
    case ERROR_LOCK_VIOLATION:
    case ERROR_WRITE_PROTECT: return EACCES;
    case ERROR_FILE_EXISTS:
    case ERROR_ALREADY_EXISTS: return EEXIST;
    case ERROR_DISK_FULL:
    case ERROR_HANDLE_DISK_FULL: return ENOSPC;
    case ERROR_NOT_ENOUGH_MEMORY:
    case ERROR_OUTOFMEMORY: return ENOMEM;
    default: return EIO;
    }
}

/* CreateFileW() by a path in UTF-8. Folders are opened too, to be looked at. */
static HANDLE open_path(const char *path, DWORD access, DWORD how) {
    wchar_t *wide = utf16_of(path);
    if (!wide) {
        SetLastError(ERROR_INVALID_NAME);
        return INVALID_HANDLE_VALUE;
    }
    HANDLE file = CreateFileW(wide, access, FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE, NULL, how,
                              FILE_ATTRIBUTE_NORMAL | FILE_FLAG_BACKUP_SEMANTICS, NULL);
    DWORD error = GetLastError();
    free(wide);
    SetLastError(error);
    return file;
}

static bool look(const char *path, BY_HANDLE_FILE_INFORMATION *found) {
    HANDLE file = open_path(path, 0, OPEN_EXISTING);
    bool is_there = file != INVALID_HANDLE_VALUE && GetFileInformationByHandle(file, found);
    if (file != INVALID_HANDLE_VALUE) CloseHandle(file);
    return is_there;
}

static bool is_folder(const BY_HANDLE_FILE_INFORMATION *found) {
    return (found->dwFileAttributes & FILE_ATTRIBUTE_DIRECTORY) != 0;
}

/* ----------------------------------------------------------------- reading */

static int read_all(int fd, size_t most, char **bytes, size_t *length) {
    size_t room = 0;
    for (;;) {
        if (*length == room) {
            room = room ? room * 2 : 1 << 16;
            char *more = realloc(*bytes, room);
            if (!more) return ENOMEM;
            *bytes = more;
        }
        size_t left = room - *length;
        int got = _read(fd, *bytes + *length, left < CHUNK ? (unsigned)left : CHUNK);
        if (was_interrupted()) return EINTR;
        if (got == 0) return 0;
        if (got < 0) return errno;
        *length += (size_t)got;
        if (*length > most) return 0;
    }
}

static int open_to_read(const char *path, int *fd) {
    HANDLE file = open_path(path, GENERIC_READ, OPEN_EXISTING);
    BY_HANDLE_FILE_INFORMATION found;
    if (file == INVALID_HANDLE_VALUE) return last_error();
    int error = GetFileInformationByHandle(file, &found) && is_folder(&found) ? EISDIR : 0;
    *fd = error ? -1 : _open_osfhandle((intptr_t)file, _O_RDONLY | _O_BINARY);
    if (*fd >= 0) return 0;
    CloseHandle(file);
    return error ? error : EMFILE;
}

int file_read(const char *path, size_t most, char **bytes, size_t *length) {
    bool is_stdin = strcmp(path, "-") == 0;
    int fd = STDIN;
    *bytes = NULL;
    *length = 0;
    int error = is_stdin ? 0 : open_to_read(path, &fd);
    if (error) return error;
    if (is_stdin) _setmode(STDIN, _O_BINARY);
    error = read_all(fd, most, bytes, length);
    if (!is_stdin) _close(fd);
    if (error) {
        free(*bytes);
        *bytes = NULL;
    }
    return error;
}

/* ------------------------------------------------------------------- paths */

size_t folder_length(const char *path) {
    size_t length = strlen(path);
    while (length > 0 && !strchr("/\\:", path[length - 1])) length--;
    return length;
}

void program_folder(char *folder, size_t room) {
    wchar_t wide[MAX_PATH];
    DWORD length = GetModuleFileNameW(NULL, wide, MAX_PATH);
    char *path = length > 0 && length < MAX_PATH ? utf8_of(wide) : NULL;
    snprintf(folder, room, "%.*s", path ? (int)folder_length(path) : 0, path ? path : "");
    free(path);
}

bool is_absolute(const char *path) {
    return *path == '/' || *path == '\\' || (*path && path[1] == ':');
}

int folder_check(const char *path) {
    BY_HANDLE_FILE_INFORMATION found;
    if (!look(path, &found)) return last_error();
    return is_folder(&found) ? 0 : ENOTDIR;
}

bool is_same_file(const char *input, const char *path) {
    BY_HANDLE_FILE_INFORMATION a, b;
    if (!look(path, &b)) return false;
    if (strcmp(input, "-") == 0) {
        if (!GetFileInformationByHandle(GetStdHandle(STD_INPUT_HANDLE), &a)) return false;
    } else if (!look(input, &a)) {
        return false;
    }
    return a.dwVolumeSerialNumber == b.dwVolumeSerialNumber && a.nFileIndexHigh == b.nFileIndexHigh &&
           a.nFileIndexLow == b.nFileIndexLow;
}

/* ----------------------------------------------------------------- writing */

bool output_write(output *o, const char *bytes, size_t length) {
    while (length > 0 && !o->error) {
        int put = _write(o->fd, bytes, length < CHUNK ? (unsigned)length : CHUNK);
        if (put < 0) {
            o->error = errno == EINVAL ? EPIPE : errno; /* what a pipe without a reader says */
        } else {
            bytes += put;
            length -= (size_t)put;
        }
    }
    return !o->error;
}

static int hold_handle(output *o, HANDLE file) {
    o->fd = _open_osfhandle((intptr_t)file, _O_WRONLY | _O_BINARY);
    if (o->fd >= 0) return 0;
    CloseHandle(file);
    return EMFILE;
}

static int open_temporary(output *o) {
    enum { TRIES = 1000 };
    size_t length = strlen(o->path) + sizeof ".0123456789.1000";
    o->temporary = malloc(length);
    if (!o->temporary) return ENOMEM;
    HANDLE file = INVALID_HANDLE_VALUE;
    int error = EEXIST;
    interrupts_hold(true);
    for (int i = 0; i < TRIES && error == EEXIST; i++) {
        snprintf(o->temporary, length, "%s.%lu.%d", o->path, (unsigned long)GetCurrentProcessId(), i);
        file = open_path(o->temporary, GENERIC_WRITE, CREATE_NEW);
        error = file == INVALID_HANDLE_VALUE ? last_error() : 0;
    }
    if (!error) error = hold_handle(o, file);
    if (!error) interrupt_removes(o->temporary);
    interrupts_hold(false);
    if (!error) return 0;
    free(o->temporary);
    o->temporary = NULL;
    return error;
}

int output_open_file(output *o, const char *path) {
    BY_HANDLE_FILE_INFORMATION found;
    if (look(path, &found) && is_folder(&found)) return EISDIR;
    HANDLE file = open_path(path, GENERIC_WRITE, OPEN_EXISTING);
    if (file == INVALID_HANDLE_VALUE && last_error() != ENOENT) return last_error();
    if (file != INVALID_HANDLE_VALUE) {
        if (GetFileType(file) != FILE_TYPE_DISK) return hold_handle(o, file);
        CloseHandle(file);
    }
    o->path = _strdup(path);
    return o->path ? open_temporary(o) : ENOMEM;
}

static int replace(const char *temporary, const char *path) {
    wchar_t *from = utf16_of(temporary), *to = utf16_of(path);
    bool is_done = from && to && MoveFileExW(from, to, MOVEFILE_REPLACE_EXISTING | MOVEFILE_WRITE_THROUGH);
    int error = is_done ? 0 : last_error();
    free(from);
    free(to);
    return error;
}

static int finish_file(output *o) {
    if (o->path && _commit(o->fd) != 0) return errno;
    int fd = o->fd;
    o->fd = -1;
    if (fd > STDERR && _close(fd) != 0) return errno;
    if (!o->path) return 0;
    interrupts_hold(true); /* who interrupts now comes too late */
    int error = replace(o->temporary, o->path);
    if (error) interrupts_hold(false);
    return error;
}

int output_finish(output *o) {
    o->error = finish_file(o);
    if (!o->error) {
        free(o->temporary);
        o->temporary = NULL;
    }
    output_discard(o);
    return o->error;
}

void output_discard(output *o) {
    if (o->fd > STDERR) _close(o->fd);
    o->fd = -1;
    wchar_t *wide = o->temporary ? utf16_of(o->temporary) : NULL;
    if (wide) DeleteFileW(wide);
    free(wide);
    interrupt_removes(NULL);
    free(o->temporary);
    free(o->path);
    o->temporary = o->path = NULL;
}
