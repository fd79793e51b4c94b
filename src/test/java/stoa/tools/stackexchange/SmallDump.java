package stoa.tools.stackexchange;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A dump of a few rows, with everything in it that an import has to deal with. */
final class SmallDump {
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  static final String USERS =
      """
      <row Id="-1" Reputation="1" CreationDate="2011-10-11T18:16:00.230" DisplayName="Community" />
      <row Id="1" Reputation="101" CreationDate="2011-10-11T18:50:07.000" DisplayName="Ann" LastAccessDate="2015-02-05T00:02:22.997" WebsiteUrl="https://ann.example" Location="Corvallis, OR" AboutMe="&lt;p&gt;Reads &lt;b&gt;Livy&lt;/b&gt;.&lt;/p&gt;" />
      <row Id="2" Reputation="7" CreationDate="2011-10-12T08:00:00.000" DisplayName="ann" WebsiteUrl="javascript:alert(1)" />
      <row Id="3" Reputation="8" CreationDate="2011-10-13T08:00:00.000" DisplayName="ANN" />
      <row Id="4" Reputation="9" CreationDate="2011-10-14T08:00:00.000" DisplayName="a/b" />
      """;

  static final String POSTS =
      """
      <row Id="1" PostTypeId="1" AcceptedAnswerId="3" CreationDate="2011-10-11T19:42:20.713" Score="18" ViewCount="223" Body="&lt;p&gt;Is &lt;em&gt;Livy&lt;/em&gt; right?&lt;/p&gt;&#xA;" OwnerUserId="1" LastEditDate="2011-10-12T21:47:32.923" Title="Sources &amp; answers" Tags="&lt;discussion&gt;&lt;livy&gt;" ClosedDate="2012-01-01T00:00:00.000" />
      <row Id="2" PostTypeId="2" ParentId="1" CreationDate="2011-10-11T20:00:00.000" Score="-3" Body="&lt;p&gt;No.&lt;/p&gt;" OwnerDisplayName="user39" />
      <row Id="3" PostTypeId="2" ParentId="1" CreationDate="2011-10-11T21:00:00.000" Score="5" Body="&lt;p&gt;Yes.&lt;/p&gt;" OwnerUserId="2" />
      <row Id="4" PostTypeId="1" CreationDate="2011-10-13T00:00:00.000" Score="0" ViewCount="9" Body="&lt;p&gt;Alone&lt;/p&gt;" OwnerUserId="99" Title="Alone" Tags="|livy|" />
      <row Id="5" PostTypeId="5" CreationDate="2011-10-13T00:00:00.000" Body="a tag's page" OwnerUserId="-1" />
      <row Id="6" PostTypeId="1" CreationDate="2011-10-14T00:00:00.000" Score="1" ViewCount="2" Body="" Title="中文 title" />
      """;

  static final String COMMENTS =
      """
      <row Id="1" PostId="2" Score="8" Text="Why &quot;no&quot;? `Livy` says so." CreationDate="2011-10-11T20:30:00.000" UserId="1" />
      <row Id="2" PostId="1" Score="0" Text="Late" CreationDate="2013-10-11T20:30:00.000" UserDisplayName="gone" />
      <row Id="3" PostId="1" Score="0" Text="Before its post" CreationDate="2010-10-11T20:30:00.000" UserId="4" />
      """;

  private final Path folder;

  /** An empty folder that is named like a site. */
  SmallDump(Path parent) {
    this(parent, "small-meta");
  }

  private SmallDump(Path parent, String site) {
    folder = parent.resolve(site);
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static SmallDump whole(Path parent) {
    return whole(parent, "small-meta");
  }

  static SmallDump whole(Path parent, String site) {
    return new SmallDump(parent, site)
        .rows("Users", USERS)
        .rows("Posts", POSTS)
        .rows("Comments", COMMENTS);
  }

  Path folder() {
    return folder;
  }

  /** A file as the real ones are: a byte order mark, a DTD that is not there, a row a line. */
  SmallDump rows(String table, String rows) {
    String root = table.toLowerCase(java.util.Locale.ROOT);
    return text(
        table + ".xml",
        BYTE_ORDER_MARK
            + "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"
            + "<!DOCTYPE "
            + root
            + " SYSTEM '"
            + root
            + ".dtd'>\n<"
            + root
            + ">\n"
            + rows
            + "</"
            + root
            + ">\n");
  }

  SmallDump text(String file, String text) {
    try {
      Files.writeString(folder.resolve(file), text);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
