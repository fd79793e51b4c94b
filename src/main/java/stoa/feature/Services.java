package stoa.feature;

import io.prometheus.client.CollectorRegistry;
import java.time.InstantSource;
import stoa.access.Access;
import stoa.base.Tokens;
import stoa.base.cache.Caches;
import stoa.base.config.Settings;
import stoa.base.db.Db;
import stoa.base.runtime.Breakers;
import stoa.base.runtime.Tasks;
import stoa.base.runtime.WriteBehinds;
import stoa.base.view.Assets;
import stoa.base.view.Messages;
import stoa.base.view.Views;
import stoa.base.web.RateLimits;
import stoa.markup.Markup;
import stoa.markup.Renderer;
import stoa.tree.Boards;

/** What features are built on; the same for all. */
public record Services(
    Settings settings,
    Db db,
    Access access,
    Caches caches,
    Boards boards,
    Tasks tasks,
    Breakers breakers,
    WriteBehinds writeBehinds,
    InstantSource clock,
    CollectorRegistry registry,
    Tokens tokens,
    Messages messages,
    Assets assets,
    Views views,
    RateLimits rates,
    Renderer renderer) {
  /** Texts that are rendered at a time, and those that may wait for that. */
  private static final int RENDERING = 2;

  private static final int WAITING = 64;

  public static Services of(
      Settings settings,
      Db db,
      Caches caches,
      Tasks tasks,
      Breakers breakers,
      InstantSource clock,
      CollectorRegistry registry) {
    var messages = new Messages();
    var assets = new Assets();
    var access = new Access(db, caches, clock, registry);
    return new Services(
        settings,
        db,
        access,
        caches,
        new Boards(db, caches),
        tasks,
        breakers,
        new WriteBehinds(registry),
        clock,
        registry,
        new Tokens(),
        messages,
        assets,
        new Views(messages, assets, clock),
        new RateLimits(System::nanoTime, caches.counts(), registry),
        new Renderer(new Markup(), tasks.workers("render", RENDERING, WAITING)));
  }
}
