package stoa.base.http;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.PreEncodedHttpField;

/**
 * What every answer carries, also those that Jetty makes by itself. The policy allows nothing that
 * does not come from this server, and no inline script or style.
 */
final class SecurityHeaders {
  private final List<HttpField> headers;

  SecurityHeaders(boolean secure, boolean subdomains) {
    var headers = new LinkedHashMap<String, String>();
    headers.put(
        "Content-Security-Policy",
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self';"
            + " manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'");
    headers.put("X-Content-Type-Options", "nosniff");
    headers.put("Referrer-Policy", "strict-origin-when-cross-origin");
    headers.put("Cross-Origin-Opener-Policy", "same-origin");
    headers.put("Cross-Origin-Resource-Policy", "same-origin");
    headers.put(
        "Permissions-Policy",
        "camera=(), geolocation=(), microphone=(), payment=(), usb=(), interest-cohort=()");
    // Pages name their reader; a handler that makes something for everybody says so itself.
    headers.put("Cache-Control", "private, no-store");
    if (secure) {
      headers.put(
          "Strict-Transport-Security",
          "max-age=31536000" + (subdomains ? "; includeSubDomains" : ""));
    }
    this.headers = headers.entrySet().stream().map(SecurityHeaders::encoded).toList();
  }

  /** As its bytes: it goes out with every answer, also those that must cost nothing. */
  private static HttpField encoded(Map.Entry<String, String> header) {
    return new PreEncodedHttpField(header.getKey(), header.getValue());
  }

  void putOn(HttpFields.Mutable fields) {
    headers.forEach(fields::put);
  }
}
