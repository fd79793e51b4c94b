import java.nio.ByteBuffer;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;

/**
 * The limit: Jetty sends as many bytes as the address says (/40960) from the selector's thread, and
 * does nothing else.
 */
final class BareJetty {
  public static void main(String[] arguments) throws Exception {
    var pages = new ConcurrentHashMap<String, ByteBuffer>();
    var server = new Server();
    var connector = new ServerConnector(server, 1, 1);
    connector.setHost("127.0.0.1");
    server.addConnector(connector);
    server.setHandler(
        new Handler.Abstract.NonBlocking() {
          @Override
          public boolean handle(Request request, Response response, Callback callback) {
            var bytes = pages.computeIfAbsent(Request.getPathInContext(request), BareJetty::page);
            response.getHeaders().put(HttpHeader.CONTENT_TYPE, "text/html; charset=utf-8");
            response.getHeaders().put(HttpHeader.CONTENT_LENGTH, bytes.remaining());
            response.write(true, bytes.duplicate(), callback);
            return true;
          }
        });
    server.start();
    System.out.println("http://127.0.0.1:" + connector.getLocalPort());
    server.join();
  }

  private static ByteBuffer page(String path) {
    return ByteBuffer.wrap("x".repeat(Integer.parseInt(path.substring(1))).getBytes());
  }
}
