package dev.caravan.catalog.bulk;

import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;

/** Stops a reader of CSV before it has built a row out of more characters than a row may have. */
final class RowLimit extends FilterReader {

    /** How far a parser reads ahead of its present row. */
    private static final int READ_AHEAD = 64 * 1024;

    private static final int PIECE = 4 * 1024;

    private final int longest;
    private long sinceRow;

    RowLimit(Reader in, int longest) {
        super(in);
        this.longest = longest;
    }

    /** The parser has returned the former row. */
    void nextRow() {
        sinceRow = 0;
    }

    @Override
    public int read() throws IOException {
        char[] one = new char[1];
        return read(one, 0, 1) < 0 ? -1 : one[0];
    }

    @Override
    public int read(char[] buffer, int offset, int length) throws IOException {
        int count = super.read(buffer, offset, Math.min(length, PIECE));
        sinceRow += Math.max(0, count);
        if (sinceRow > (long) longest + READ_AHEAD) {
            throw new TooLongException();
        }
        return count;
    }

    /** The row is longer than it may be. */
    static final class TooLongException extends IOException {
        TooLongException() {
            super("the row is too long");
        }
    }
}
