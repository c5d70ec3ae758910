package io.skerry.build.source;

import java.io.IOException;
import java.io.StringReader;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;

/**
 * What {@code svn info --xml} or {@code svn log --xml} say of one folder.
 *
 * @param revision that was looked at
 * @param committed the last one that changed the folder
 */
record SvnEntry(String revision, String committed, String author, String message) {

    static SvnEntry of(String xml) throws IOException {
        var factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        var revision = "";
        var committed = "";
        var author = "";
        var message = "";
        try {
            var reader = factory.createXMLStreamReader(new StringReader(xml));
            while (reader.hasNext()) {
                if (reader.next() != XMLStreamConstants.START_ELEMENT) {
                    continue;
                }
                switch (reader.getLocalName()) {
                    case "entry" -> revision = reader.getAttributeValue(null, "revision");
                    case "commit", "logentry" -> committed = reader.getAttributeValue(null, "revision");
                    case "author" -> author = reader.getElementText();
                    case "msg" -> message = reader.getElementText();
                    default -> {}
                }
            }
        } catch (XMLStreamException e) {
            throw new IOException("svn wrote what is no XML", e);
        }
        return new SvnEntry(
                revision, committed, author, message.lines().findFirst().orElse(""));
    }
}
