package dev.caravan.platform.web;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;

/** One connection to the program under test, on which a test writes what no client would. */
final class RawClient implements AutoCloseable {

    private final Socket socket;

    RawClient(int port) throws IOException {
        this(port, "127.0.0.1");
    }

    /** @param from an address of 127.0.0.0/8, all of which are this machine */
    RawClient(int port, String from) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port, InetAddress.getByName(from), 0);
        socket.setSoTimeout(10_000);
    }

    /** Each character is one byte. */
    RawClient send(String bytes) throws IOException {
        socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
        return this;
    }

    /** Whether it could be sent. */
    boolean trySend(String bytes) {
        try {
            send(bytes);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** All that comes until the end of the connection, or until nothing has come for a while. */
    String readAll() throws IOException {
        return read(10_000, "\0");
    }

    /** What comes until a text is among it, or nothing has come for a while, or the end. */
    String read(int patienceMillis, String end) throws IOException {
        socket.setSoTimeout(patienceMillis);
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        InputStream in = socket.getInputStream();
        byte[] piece = new byte[8192];
        try {
            for (int count = in.read(piece); count >= 0; count = in.read(piece)) {
                all.write(piece, 0, count);
                if (all.toString(StandardCharsets.ISO_8859_1).contains(end)) {
                    break;
                }
            }
        } catch (SocketTimeoutException | SocketException e) {
            // what has come is the answer
        }
        return all.toString(StandardCharsets.ISO_8859_1);
    }

    /** Cuts the connection, without waiting for the answer. */
    void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
