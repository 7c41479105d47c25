/* A box in the middle of a wire: passes Ethernet frames between two interfaces, each later by about the same time.
 *
 * delay_box LEFT RIGHT DELAY_US JITTER_US LOSS LATE LATE_US SEED, as root. It stands in for netem, which not every
 * kernel has. Frames pass as the sender's segmentation offload made them, up to 64 KB at once. Each frame waits for
 * DELAY_US plus an even share of 0 to JITTER_US, and is lost with the probability LOSS. None overtakes another, but
 * for those that come after it with the probability LATE: they take LATE_US longer, and all others pass them.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <linux/if_ether.h>
#include <linux/if_packet.h>
#include <net/if.h>
#include <arpa/inet.h>
#include <poll.h>
#include <pthread.h>
#include <sched.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { MOST_FRAMES = 1 << 16, MOST_BYTES = 131072, SOCKET_BYTES = 256 << 20 };

struct frame {
    int64_t due; /* nanoseconds of the monotonic clock */
    size_t length;
    void *bytes;
};

struct queue {
    struct frame frames[MOST_FRAMES];
    size_t first, last; /* counted, not wrapped */
};

struct way {
    int in, out;
    int64_t delay, jitter, later; /* nanoseconds */
    double loss, late;
    uint64_t seed;
    struct queue usual, overtaken;
};

static void fail(const char *what) {
    perror(what);
    exit(1);
}

static int64_t now(void) {
    struct timespec at;
    clock_gettime(CLOCK_MONOTONIC, &at);
    return at.tv_sec * 1000000000LL + at.tv_nsec;
}

/* A number from 0 to 1 (SplitMix64, Steele and others, OOPSLA 2014). */
static double chance(uint64_t *seed) {
    uint64_t mixed = (*seed += 0x9e3779b97f4a7c15ULL);
    mixed = (mixed ^ (mixed >> 30)) * 0xbf58476d1ce4e5b9ULL;
    mixed = (mixed ^ (mixed >> 27)) * 0x94d049bb133111ebULL;
    return ((mixed ^ (mixed >> 31)) >> 11) * 0x1.0p-53;
}

static int opened(const char *interface, int listens) {
    int on = 1, size = SOCKET_BYTES;
    int sock = socket(AF_PACKET, SOCK_RAW, 0);
    if (sock < 0 || setsockopt(sock, SOL_PACKET, PACKET_VNET_HDR, &on, sizeof on)) fail("packet socket");
    if (listens && setsockopt(sock, SOL_PACKET, PACKET_IGNORE_OUTGOING, &on, sizeof on)) fail("ignore outgoing");
    if (setsockopt(sock, SOL_SOCKET, SO_SNDBUFFORCE, &size, sizeof size)) fail("send buffer");
    if (setsockopt(sock, SOL_SOCKET, SO_RCVBUFFORCE, &size, sizeof size)) fail("receive buffer");
    struct sockaddr_ll to = {.sll_family = AF_PACKET, .sll_protocol = htons(listens ? ETH_P_ALL : 0)};
    to.sll_ifindex = (int)if_nametoindex(interface);
    if (!to.sll_ifindex || bind(sock, (struct sockaddr *)&to, sizeof to)) fail(interface);
    return sock;
}

/* Puts a frame at the end of a queue, due no earlier than the one before it. */
static void append(struct queue *queue, struct frame frame) {
    if (queue->last > queue->first) {
        int64_t before = queue->frames[(queue->last - 1) % MOST_FRAMES].due;
        if (frame.due < before) frame.due = before;
    }
    queue->frames[queue->last++ % MOST_FRAMES] = frame;
}

/* Takes in what waits at the interface. */
static void take(struct way *way) {
    static _Thread_local char bytes[MOST_BYTES];
    while (way->usual.last - way->usual.first < MOST_FRAMES && way->overtaken.last - way->overtaken.first < MOST_FRAMES) {
        ssize_t length = recv(way->in, bytes, sizeof bytes, MSG_DONTWAIT);
        if (length <= 0) return;
        if (chance(&way->seed) < way->loss) continue;
        struct frame frame = {.length = (size_t)length, .bytes = malloc((size_t)length)};
        if (!frame.bytes) fail("memory");
        memcpy(frame.bytes, bytes, frame.length);
        frame.due = now() + way->delay + (int64_t)(chance(&way->seed) * (double)way->jitter);
        if (way->late > 0 && chance(&way->seed) < way->late) {
            frame.due += way->later;
            append(&way->overtaken, frame);
        } else
            append(&way->usual, frame);
    }
}

/* The frame that is due next, or NULL. */
static struct frame *next(struct way *way, struct queue **from) {
    struct frame *found = NULL;
    struct queue *queues[2] = {&way->usual, &way->overtaken};
    for (int i = 0; i < 2; i++) {
        if (queues[i]->first == queues[i]->last) continue;
        struct frame *frame = &queues[i]->frames[queues[i]->first % MOST_FRAMES];
        if (!found || frame->due < found->due) {
            found = frame;
            *from = queues[i];
        }
    }
    return found;
}

/* Sends what is due; a queue behind that is full drops it, as on any line. */
static void give(struct way *way) {
    struct queue *from;
    struct frame *frame;
    while ((frame = next(way, &from)) && frame->due <= now()) {
        from->first++;
        if (send(way->out, frame->bytes, frame->length, 0) < 0 && errno != ENOBUFS && errno != ENETDOWN && errno != EINVAL) fail("send");
        free(frame->bytes);
    }
}

static void *carry(void *argument) {
    struct way *way = argument;
    for (;;) {
        struct pollfd wanted = {.fd = way->in, .events = POLLIN};
        struct timespec wait, *until = NULL;
        struct queue *from;
        struct frame *frame = next(way, &from);
        if (frame) {
            int64_t left = frame->due - now();
            if (left < 0) left = 0;
            wait = (struct timespec){.tv_sec = left / 1000000000, .tv_nsec = left % 1000000000};
            until = &wait;
        }
        ppoll(&wanted, 1, until, NULL);
        take(way);
        give(way);
    }
    return NULL;
}

int main(int count, char **words) {
    if (count != 9) return 2;
    static struct way ways[2];
    pthread_t threads[2];
    prctl(PR_SET_TIMERSLACK, 1);
    for (int i = 0; i < 2; i++) {
        ways[i].in = opened(words[1 + i], 1);
        ways[i].out = opened(words[2 - i], 0);
        ways[i].delay = atoll(words[3]) * 1000;
        ways[i].jitter = atoll(words[4]) * 1000;
        ways[i].loss = atof(words[5]);
        ways[i].late = atof(words[6]);
        ways[i].later = atoll(words[7]) * 1000;
        ways[i].seed = (uint64_t)atoll(words[8]) + (uint64_t)i;
    }
    /* Other programs' work must not become the line's delay; where that is refused the line is a little less even. */
    struct sched_param urgent = {.sched_priority = 10};
    sched_setscheduler(0, SCHED_FIFO, &urgent);
    for (int i = 0; i < 2; i++)
        if (pthread_create(&threads[i], NULL, carry, &ways[i])) fail("thread");
    puts("carrying");
    fflush(stdout);
    for (int i = 0; i < 2; i++) pthread_join(threads[i], NULL);
    return 0;
}
