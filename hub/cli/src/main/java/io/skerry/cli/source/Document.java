package io.skerry.cli.source;

import io.skerry.cli.fault.CliFault;
import io.skerry.cli.fault.ExitCode;
import io.skerry.cli.output.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** A file that describes an application, JSON or YAML by the end of its name; {@code -} is standard input, JSON. */
public final class Document {

    private Document() {}

    /** The object in it. */
    public static ObjectNode read(String name) {
        try {
            var bytes = name.equals("-") ? System.in.readAllBytes() : Files.readAllBytes(Path.of(name));
            var tree = name.endsWith(".yaml") || name.endsWith(".yml")
                    ? new YAMLMapper().readTree(bytes)
                    : Json.read(bytes);
            if (tree instanceof ObjectNode document) {
                return document;
            }
            throw CliFault.usage(name + " holds no object", "See ./skerry apply --help for the form.");
        } catch (JacksonException e) {
            throw CliFault.usage(name + " cannot be read: " + e.getOriginalMessage(), null);
        } catch (IOException e) {
            throw new CliFault(ExitCode.NOT_FOUND, "cannot read " + name + ": " + e.getMessage(), null);
        }
    }
}
