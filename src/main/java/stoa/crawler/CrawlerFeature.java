package stoa.crawler;

import stoa.base.web.Routes;
import stoa.feature.Feature;
import stoa.feature.Services;

/** What search engines are told. */
public final class CrawlerFeature implements Feature {
  private final RobotsPages robots;
  private final SitemapPages sitemap;

  public CrawlerFeature(Services services) {
    String site = services.settings().site().url().toString();
    var queries = new SitemapQueries(services.db(), services.access());
    this.robots = new RobotsPages(site);
    this.sitemap = new SitemapPages(queries, new SitemapText(site), services.rates());
  }

  @Override
  public void routes(Routes routes) {
    routes.page("/robots.txt", robots::robots).cachedForAll();
    routes.page("/sitemap.xml", sitemap::all);
    routes.page("/sitemap-{part}.xml", sitemap::part);
  }
}
