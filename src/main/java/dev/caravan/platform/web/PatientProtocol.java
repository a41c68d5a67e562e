package dev.caravan.platform.web;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Arrays;
import org.apache.coyote.Adapter;
import org.apache.coyote.Processor;
import org.apache.coyote.http11.AbstractHttp11Protocol;
import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.coyote.http11.Http11Processor;
import org.apache.tomcat.util.net.AbstractEndpoint.Handler.SocketState;
import org.apache.tomcat.util.net.NioEndpoint;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;

/**
 * Tomcat's HTTP/1.1 with two more limits. A head that comes byte by byte blocks no thread of Tomcat, but a connection
 * for as long as the sender likes, because the time limit is for each piece: here the whole head has a time limit.
 * And when many connections are open, no address may have more than a quarter of the possible ones. Tomcat creates
 * this class by its name.
 */
public final class PatientProtocol extends Http11NioProtocol {

    /** The part of the possible connections. */
    private static final int SHARE = 4;

    private static final long NO_END = -1;

    private Duration headTime = Duration.ofSeconds(20);

    public PatientProtocol() {
        super(new Endpoint());
    }

    /** The time for the whole head of a request, as a property of the connector. */
    public void setHeadMillis(int millis) {
        headTime = Duration.ofMillis(millis);
    }

    @Override
    protected Processor createProcessor() {
        return new Head(this, getAdapter(), headTime.toNanos());
    }

    private static final class Head extends Http11Processor {

        private final long headNanos;

        private final int pieceMillis;

        Head(AbstractHttp11Protocol<?> protocol, Adapter adapter, long headNanos) {
            super(protocol, adapter);
            this.headNanos = headNanos;
            this.pieceMillis = protocol.getConnectionTimeout();
        }

        /** Called for each piece of a head. Tomcat notes when the first one came, and resets this with the request. */
        @Override
        public SocketState service(SocketWrapperBase<?> socket) throws IOException {
            long began = request.getStartTimeNanos();
            return began != -1 && System.nanoTime() - began > headNanos ? SocketState.CLOSED : super.service(socket);
        }

        /**
         * At the end of a chunked body Tomcat still waits for more of it, and would end the request when nothing
         * comes. A complete request may take longer; its time limit is set where it is processed.
         */
        @Override
        public SocketState asyncPostProcess() {
            if (isRequestBodyFullyRead()) {
                getSocketWrapper().setReadTimeout(NO_END);
            }
            return super.asyncPostProcess();
        }

        /** The next request must come in time again. */
        @Override
        protected SocketState dispatchEndRequest() {
            getSocketWrapper().setReadTimeout(pieceMillis);
            return super.dispatchEndRequest();
        }
    }

    private static final class Endpoint extends NioEndpoint {

        @Override
        protected boolean setSocketOptions(SocketChannel socket) {
            if (getConnectionCount() > getMaxConnections() / 2 && hasShare(socket)) {
                destroySocket(socket);
                return false;
            }
            return super.setSocketOptions(socket);
        }

        private boolean hasShare(SocketChannel socket) {
            String caller = network(socket);
            long open = connections.keySet().stream()
                    .filter(one -> network(one).equals(caller))
                    .count();
            return open >= getMaxConnections() / SHARE;
        }

        private static @Nullable InetAddress address(SocketChannel socket) {
            try {
                return socket.getRemoteAddress() instanceof InetSocketAddress peer ? peer.getAddress() : null;
            } catch (IOException e) {
                return null; // it has been closed
            }
        }

        /** An IPv4 address, or the first half of an IPv6 address, in which one caller may have any. */
        private static String network(SocketChannel socket) {
            InetAddress address = address(socket);
            if (address == null || address instanceof Inet4Address) {
                return String.valueOf(address);
            }
            return Arrays.toString(Arrays.copyOf(address.getAddress(), 8));
        }
    }
}
