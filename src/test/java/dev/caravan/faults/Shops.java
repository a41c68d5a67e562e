package dev.caravan.faults;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

/** Empty sandbox stores in another process, to be taken one after the other. */
final class Shops implements AutoCloseable {

    private final Process process;
    private final Queue<Shop> free = new ArrayDeque<>();

    private Shops(Process process) {
        this.process = process;
    }

    static Shops start(int number) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Process process = new ProcessBuilder(
                        java,
                        "-Xmx256m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ShopsMain.class.getName(),
                        Integer.toString(number))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        Shops shops = new Shops(process);
        BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        while (shops.free.size() < number) {
            String line = lines.readLine();
            if (line == null) {
                throw new IOException("the stores ended before they were there");
            }
            if (line.startsWith("SHOP ")) {
                String[] parts = line.split(" ");
                shops.free.add(new Shop("shop " + (shops.free.size() + 1), URI.create(parts[1]), parts[2], parts[3]));
            }
        }
        return shops;
    }

    List<Shop> take(int number) {
        List<Shop> taken = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            taken.add(free.remove());
        }
        return taken;
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        process.waitFor();
    }
}
