package stoa.tools;

import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/** The version that the jar's manifest names. */
public final class Version implements IVersionProvider {
  @Override
  public String[] getVersion() {
    return new String[] {"stoa " + number() + " (Java " + Runtime.version() + ")"};
  }

  public static String number() {
    return Optional.ofNullable(Version.class.getPackage().getImplementationVersion()).orElse("dev");
  }
}
