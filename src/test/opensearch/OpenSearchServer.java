import java.nio.file.Path;
import org.codelibs.opensearch.runner.OpenSearchRunner;

/** One OpenSearch on a port of this machine, until its input ends: that is when its parent is gone. */
public class OpenSearchServer {
  public static void main(String[] arguments) throws Exception {
    String port = arguments[0];
    var runner = new OpenSearchRunner();
    runner.onBuild((number, settings) -> {
      settings.put("discovery.type", "single-node");
      settings.put("http.host", "127.0.0.1");
      settings.put("http.port", port);
    });
    runner.build(
        OpenSearchRunner.newConfigs()
            .basePath(Path.of(arguments[1]).toString())
            .clusterName("stoa-test")
            .numOfNode(1)
            .printOnFailure());
    runner.ensureYellow();
    System.out.println("the forum may ask");
    while (System.in.read() >= 0) {
      // waits for the end
    }
    runner.close();
    System.exit(0);
  }
}
