package dev.caravan.platform.web;

import java.util.HashMap;
import java.util.Map;

/**
 * The disk space that bodies of requests under way may take together. One account may take half of it, so that no
 * account fills the disk, nor keeps the others from uploading.
 */
final class SpoolSpace {

    private final long most;
    private final Map<String, Long> byAccount = new HashMap<>();
    private long taken;

    /** @param most bytes in all */
    SpoolSpace(long most) {
        this.most = most;
    }

    /** The most that one account may take, in bytes. */
    long share() {
        return most / 2;
    }

    /** Bytes that are taken now. */
    synchronized long taken() {
        return taken;
    }

    /** The part of one body. @param copies how often the disk holds it at the same time until it is answered */
    Part of(String account, int copies) {
        return new Part(account, copies);
    }

    private synchronized boolean take(String account, long bytes) {
        long own = byAccount.getOrDefault(account, 0L) + bytes;
        if (own > share() || taken + bytes > most) {
            return false;
        }
        byAccount.put(account, own);
        taken += bytes;
        return true;
    }

    private synchronized void giveBack(String account, long bytes) {
        byAccount.computeIfPresent(account, (key, own) -> own == bytes ? null : own - bytes);
        taken -= bytes;
    }

    /** The space that one body has taken. */
    final class Part {

        private final String account;
        private final int copies;
        private long bytes;
        private boolean over;

        private Part(String account, int copies) {
            this.account = account;
            this.copies = copies;
        }

        /** Takes space for more of the body. @return false if there is none; then nothing is taken */
        synchronized boolean take(long more) {
            if (over || !SpoolSpace.this.take(account, more * copies)) {
                return false;
            }
            bytes += more * copies;
            return true;
        }

        /** Gives all of it back, once. */
        synchronized void giveBack() {
            if (!over) {
                over = true;
                SpoolSpace.this.giveBack(account, bytes);
            }
        }
    }
}
