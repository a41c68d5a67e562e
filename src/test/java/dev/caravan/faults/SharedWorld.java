package dev.caravan.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store.CloseableResource;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.springframework.util.FileSystemUtils;

/** Hands out the one {@link World} of a run: several classes share it, because it takes long to start. It ends with the run. */
final class SharedWorld implements ParameterResolver {

    /** Each test takes stores of its own: so many are enough for all of them. */
    private static final int SHOPS = 34;

    private record Opened(Path folder, World world) implements CloseableResource {

        static Opened open() {
            try {
                Path folder = Files.createTempDirectory("caravan-faults");
                return new Opened(folder, new World(folder, SHOPS));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void close() throws Exception {
            world.close();
            FileSystemUtils.deleteRecursively(folder);
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == World.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(Namespace.create(SharedWorld.class))
                .getOrComputeIfAbsent(World.class, key -> Opened.open(), Opened.class)
                .world();
    }
}
