package stoa.base.http;

import java.net.BindException;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import java.util.Locale;
import java.util.stream.Stream;
import stoa.base.StartFault;

/** Why an address cannot be listened on, as one line that names the setting to change. */
public final class ListenFault {
  private ListenFault() {}

  /**
   * @param settings what the settings' names begin with, "http" or "admin"
   */
  public static StartFault of(String host, int port, String settings, Throwable fault) {
    String where = "cannot listen on " + host + ", port " + port + ": ";
    return new StartFault(where + why(host, settings, fault), fault);
  }

  private static String why(String host, String settings, Throwable fault) {
    var causes = Stream.iterate(fault, cause -> cause != null, Throwable::getCause).limit(10);
    for (Throwable cause : causes.toList()) {
      String said = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
      if (cause instanceof UnresolvedAddressException || cause instanceof UnknownHostException) {
        return "there is no such host; set " + settings + ".host";
      }
      if (cause instanceof BindException && said.contains("in use")) {
        return "the port is taken; stop what listens there, or set " + settings + ".port";
      }
      if (cause instanceof BindException && said.contains("cannot assign")) {
        return host + " is no address of this machine; set " + settings + ".host";
      }
      if (said.contains("permission denied")) {
        return "the system does not allow it; ports below 1024 need a privilege, so set "
            + settings
            + ".port";
      }
    }
    return fault.getMessage() + "; check " + settings + ".host and " + settings + ".port";
  }
}
