package stoa.crawler;

import java.io.StringWriter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Writes sitemaps and their index (sitemaps.org/protocol.html, 0.9). */
final class SitemapText {
  private static final String NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9";

  private final String site;

  /**
   * @param site the forum's outside address
   */
  SitemapText(String site) {
    this.site = site;
  }

  String addresses(List<Place> places) {
    return text("urlset", "url", places);
  }

  String parts(List<Place> places) {
    return text("sitemapindex", "sitemap", places);
  }

  private String text(String whole, String each, List<Place> places) {
    var text = new StringWriter();
    try {
      var xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
      xml.writeStartDocument("utf-8", "1.0");
      xml.writeStartElement(whole);
      xml.writeDefaultNamespace(NAMESPACE);
      for (Place place : places) {
        write(xml, each, place);
      }
      xml.writeEndElement();
      xml.writeEndDocument();
      xml.close();
    } catch (XMLStreamException e) {
      throw new IllegalStateException(e); // a StringWriter takes everything
    }
    return text.toString();
  }

  private void write(XMLStreamWriter xml, String each, Place place) throws XMLStreamException {
    xml.writeStartElement(each);
    element(xml, "loc", site + place.path());
    Instant changed = place.changed();
    if (changed != null) {
      element(xml, "lastmod", changed.truncatedTo(ChronoUnit.SECONDS).toString());
    }
    xml.writeEndElement();
  }

  private static void element(XMLStreamWriter xml, String name, String text)
      throws XMLStreamException {
    xml.writeStartElement(name);
    xml.writeCharacters(text);
    xml.writeEndElement();
  }
}
