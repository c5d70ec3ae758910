package io.skerry.build.detect;

import io.skerry.build.failure.BuildFailure;
import io.skerry.model.error.ErrorCode;
import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * What a pom.xml says itself, without its parents: texts by their path, each with its line.
 *
 * @param texts such as {@code project/properties/java.version}, the first of each path
 */
record PomFile(Map<String, Text> texts) {

    static final String NAME = "pom.xml";

    private static final List<String> RELEASE = List.of(
            "project/properties/maven.compiler.release",
            "project/build/plugins/plugin/configuration/release",
            "project/properties/java.version",
            "project/properties/maven.compiler.source",
            "project/build/plugins/plugin/configuration/source",
            "project/properties/maven.compiler.target");
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{([\\w.-]+)}");

    /** @param line from 1 */
    record Text(String value, int line) {}

    /** @throws BuildFailure that names the line which is no XML */
    static PomFile of(String text) throws BuildFailure {
        var factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        var texts = new LinkedHashMap<String, Text>();
        try {
            var reader = factory.createXMLStreamReader(new StringReader(text));
            read(reader, texts);
            return new PomFile(texts);
        } catch (XMLStreamException e) {
            var line = e.getLocation() == null ? 1 : e.getLocation().getLineNumber();
            throw BuildFailure.of(
                    ErrorCode.INVALID_FIELD,
                    NAME + " line " + line + " is no XML",
                    "mend the file: Maven cannot read it");
        }
    }

    /** The version of Java that it is written for. */
    Optional<Text> java() {
        return RELEASE.stream()
                .map(texts::get)
                .filter(found -> found != null)
                .findFirst()
                .flatMap(this::resolved);
    }

    /** Whether Spring Boot's plugin or parent makes its jar one that can be run. */
    boolean springBoot() {
        return texts.entrySet().stream()
                .anyMatch(entry -> entry.getKey().endsWith("artifactId")
                        && entry.getValue().value().startsWith("spring-boot"));
    }

    private Optional<Text> resolved(Text found) {
        var reference = REFERENCE.matcher(found.value());
        return reference.matches()
                ? Optional.ofNullable(texts.get("project/properties/" + reference.group(1)))
                        .filter(text -> !text.value().contains("${"))
                : Optional.of(found);
    }

    private static void read(XMLStreamReader reader, Map<String, Text> texts) throws XMLStreamException {
        var path = new ArrayDeque<String>();
        var content = new StringBuilder();
        while (reader.hasNext()) {
            switch (reader.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    path.addLast(reader.getLocalName());
                    content.setLength(0);
                }
                case XMLStreamConstants.CHARACTERS -> content.append(reader.getText());
                case XMLStreamConstants.END_ELEMENT -> {
                    var value = content.toString().strip();
                    if (!value.isEmpty()) {
                        texts.putIfAbsent(
                                String.join("/", path),
                                new Text(value, reader.getLocation().getLineNumber()));
                    }
                    path.removeLast();
                    content.setLength(0);
                }
                default -> {
                    // comments and the like say nothing
                }
            }
        }
    }
}
