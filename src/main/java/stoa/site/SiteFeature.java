package stoa.site;

import java.util.List;
import stoa.base.web.RescuedForms;
import stoa.base.web.Right;
import stoa.base.web.Routes;
import stoa.feature.Feature;
import stoa.feature.Job;
import stoa.feature.Services;

/** What belongs to the whole site. */
public final class SiteFeature implements Feature {
  private final Services services;
  private final RescuedForms keptForms;

  public SiteFeature(Services services, RescuedForms keptForms) {
    this.services = services;
    this.keptForms = keptForms;
  }

  @Override
  public void routes(Routes routes) {
    var pages = new SitePages(services.messages(), keptForms);
    routes.page("/language", pages::languages);
    routes.form("/language", pages::chooseLanguage).answersExpired();
    routes.page("/kept/{token}", Right.MEMBER, pages::kept);
  }

  @Override
  public List<Job> jobs() {
    return List.of(Job.hourly("kept forms", keptForms::forget));
  }
}
