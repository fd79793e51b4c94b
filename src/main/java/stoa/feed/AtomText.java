package stoa.feed;

import java.io.StringWriter;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import stoa.base.view.Author;
import stoa.base.view.Urls;

/** Writes feeds as Atom 1.0 (RFC 4287). */
final class AtomText {
  static final String TYPE = "application/atom+xml; charset=utf-8";
  private static final String ATOM = "http://www.w3.org/2005/Atom";

  private final URI site;
  private final String title;
  private final String nobody;

  /**
   * @param site the forum's outside address
   * @param nobody what stands for an author whose name is gone; Atom wants one
   */
  AtomText(URI site, String title, String nobody) {
    this.site = site;
    this.title = title;
    this.nobody = nobody;
  }

  /**
   * A tag URI (RFC 4151), which stays the same when titles and addresses change.
   *
   * @param made when what it names was made: a day on which this forum had its name
   */
  String tag(String path, Instant made) {
    return "tag:" + site.getHost() + "," + LocalDate.ofInstant(made, ZoneOffset.UTC) + ":" + path;
  }

  String of(Feed feed) {
    var text = new StringWriter();
    try {
      var xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
      xml.writeStartDocument("utf-8", "1.0");
      write(xml, feed);
      xml.writeEndDocument();
      xml.close();
    } catch (XMLStreamException e) {
      throw new IllegalStateException(e); // a StringWriter takes everything
    }
    return text.toString();
  }

  private void write(XMLStreamWriter xml, Feed feed) throws XMLStreamException {
    xml.writeStartElement("feed");
    xml.writeDefaultNamespace(ATOM);
    element(xml, "id", feed.id());
    element(xml, "title", feed.title() + " \u00b7 " + title);
    element(xml, "updated", feed.updated().toString());
    link(xml, "self", "application/atom+xml", feed.self());
    link(xml, "alternate", "text/html", feed.page());
    for (Entry entry : feed.entries()) {
      write(xml, entry);
    }
    xml.writeEndElement();
  }

  private void write(XMLStreamWriter xml, Entry entry) throws XMLStreamException {
    String path = Urls.post(entry.postId());
    xml.writeStartElement("entry");
    element(xml, "id", tag(path, entry.created()));
    element(xml, "title", entry.heading());
    element(xml, "published", entry.created().toString());
    element(xml, "updated", entry.updated().toString());
    link(xml, "alternate", "text/html", path);
    author(xml, entry.author());
    xml.writeStartElement("content");
    xml.writeAttribute("type", "html");
    xml.writeCharacters(clean(AbsoluteLinks.of(entry.html(), site + path)));
    xml.writeEndElement();
    xml.writeEndElement();
  }

  private void author(XMLStreamWriter xml, Author author) throws XMLStreamException {
    xml.writeStartElement("author");
    element(xml, "name", author.name() == null ? nobody : author.name());
    if (author.url() != null) {
      element(xml, "uri", site + author.url());
    }
    xml.writeEndElement();
  }

  private void link(XMLStreamWriter xml, String relation, String type, String path)
      throws XMLStreamException {
    xml.writeEmptyElement("link");
    xml.writeAttribute("rel", relation);
    xml.writeAttribute("type", type);
    xml.writeAttribute("href", site + path);
  }

  private static void element(XMLStreamWriter xml, String name, String text)
      throws XMLStreamException {
    xml.writeStartElement(name);
    xml.writeCharacters(clean(text));
    xml.writeEndElement();
  }

  /** Without what XML 1.0 does not allow in any spelling: one such character spoils the feed. */
  private static String clean(String text) {
    if (text.codePoints().allMatch(AtomText::allowed)) {
      return text;
    }
    var clean = new StringBuilder(text.length());
    text.codePoints().filter(AtomText::allowed).forEach(clean::appendCodePoint);
    return clean.toString();
  }

  private static boolean allowed(int c) {
    return c == '\t'
        || c == '\n'
        || c == '\r'
        || (c >= 0x20 && c < Character.MIN_SURROGATE)
        || (c > Character.MAX_SURROGATE && c != 0xfffe && c != 0xffff);
  }
}
