package dev.caravan.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/** A client in Java that the OpenAPI generator makes of the description of a running program, as an integrator would. */
final class GeneratedClient {

    private static final String GENERATOR = "caravan.openapi-generator";
    private static final String OPTIONS = "library=restclient,useJakartaEe=true,openApiNullable=false,"
            + "invokerPackage=caravan.client,apiPackage=caravan.client.api,modelPackage=caravan.client.model";

    private final Path classes;

    private GeneratedClient(Path classes) {
        this.classes = classes;
    }

    /** Generates and compiles the whole client, and a program that uses it. */
    static GeneratedClient of(Program program, Path folder, Path user) throws IOException, InterruptedException {
        Path description =
                Files.writeString(folder.resolve("openapi.json"), program.call("GET", "/openapi.json", null));
        run(List.of(
                "-XX:TieredStopAtLevel=1", // it is over before more would pay
                "-jar",
                System.getProperty(GENERATOR),
                "generate",
                "-g",
                "java",
                "-i",
                description.toString(),
                "-o",
                folder.toString(),
                "--additional-properties=" + OPTIONS,
                "--global-property",
                "apiTests=false,modelTests=false,apiDocs=false,modelDocs=false"));
        return new GeneratedClient(compiled(folder, user));
    }

    private static Path compiled(Path folder, Path user) throws IOException {
        Path classes = Files.createDirectories(folder.resolve("classes"));
        List<String> arguments = new ArrayList<>(List.of("-nowarn", "-proc:none", "-d", classes.toString()));
        arguments.addAll(List.of("-cp", System.getProperty("java.class.path"), user.toString()));
        try (Stream<Path> sources = Files.walk(folder.resolve("src/main/java"))) {
            sources.map(Path::toString).filter(name -> name.endsWith(".java")).forEach(arguments::add);
        }
        ByteArrayOutputStream messages = new ByteArrayOutputStream();
        int status =
                ToolProvider.getSystemJavaCompiler().run(null, messages, messages, arguments.toArray(String[]::new));
        assertThat(status).as(messages.toString(StandardCharsets.UTF_8)).isZero();
        return classes;
    }

    /** Runs the program. @return what it prints */
    String run(String mainClass, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                "-XX:TieredStopAtLevel=1",
                "-cp",
                classes + File.pathSeparator + System.getProperty("java.class.path"),
                mainClass));
        command.addAll(List.of(arguments));
        return run(command);
    }

    private static String run(List<String> arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(arguments);
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }
}
