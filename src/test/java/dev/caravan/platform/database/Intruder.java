package dev.caravan.platform.database;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Another user of the machine: knows no password, and has whatever the kernel gives everyone. */
final class Intruder {

    private static final int PROTOCOL = 3 << 16;
    private static final int IN = 0;
    private static final int SASL = 10;

    private Intruder() {}

    /** Whether the server lets one in who gives no password, on a socket or a port. */
    static boolean getsIn(SocketAddress server, String... parameters) throws IOException {
        try (SocketChannel channel = SocketChannel.open(server)) {
            channel.write(ByteBuffer.wrap(startup(parameters)));
            DataInputStream answer = new DataInputStream(Channels.newInputStream(channel));
            byte type = answer.readByte();
            answer.readInt();
            return type == 'R' && answer.readInt() == IN; // else it refuses, or asks for proof
        }
    }

    /**
     * What proof the server asks for: {@code SCRAM-SHA-256} and its like for one that shows no password, a number of the protocol for
     * another kind (0: none, 3: the password itself, 5: its MD5 hash), the message of a refusal else.
     */
    static String asks(SocketAddress server, String... parameters) throws IOException {
        try (SocketChannel channel = SocketChannel.open(server)) {
            channel.write(ByteBuffer.wrap(startup(parameters)));
            DataInputStream answer = new DataInputStream(Channels.newInputStream(channel));
            byte type = answer.readByte();
            byte[] content = new byte[answer.readInt() - Integer.BYTES];
            if (type != 'R') {
                answer.readFully(content);
                return "refused: " + new String(content, StandardCharsets.UTF_8).replace('\0', ' ');
            }
            int kind = answer.readInt();
            if (kind != SASL) {
                return Integer.toString(kind);
            }
            byte[] names = new byte[content.length - Integer.BYTES];
            answer.readFully(names);
            return new String(names, StandardCharsets.US_ASCII)
                    .replace('\0', ' ')
                    .strip();
        }
    }

    static SocketAddress port(int port) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    static SocketAddress socket(Path file) {
        return UnixDomainSocketAddress.of(file);
    }

    private static byte[] startup(String... parameters) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(body);
        out.writeInt(PROTOCOL);
        for (String parameter : parameters) {
            out.write(parameter.getBytes(StandardCharsets.UTF_8));
            out.write(0);
        }
        out.write(0);
        ByteBuffer message = ByteBuffer.allocate(Integer.BYTES + body.size());
        return message.putInt(message.capacity()).put(body.toByteArray()).array();
    }

    /** Whether this process may become another user of the machine. */
    static boolean mayBeAnother() throws IOException, InterruptedException {
        return System.getProperty("user.name").equals("root") && run(List.of("setpriv", "--version")) == 0;
    }

    /** Runs a shell command as the user nobody. @return whether it succeeds */
    static boolean can(String command, Path... arguments) throws IOException, InterruptedException {
        List<String> line = new ArrayList<>(
                List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "sh", "-c", command, "sh"));
        for (Path argument : arguments) {
            line.add(argument.toString());
        }
        return run(line) == 0;
    }

    private static int run(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        process.getOutputStream().close();
        if (!process.waitFor(1, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new IOException(command + " does not end");
        }
        return process.exitValue();
    }
}
