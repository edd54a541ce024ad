package maestro.checkout;

import java.util.List;
import maestro.checkout.Catalogue.Offer;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** What can be bought. */
@RestController
class CatalogueController {

    private final Catalogue catalogue;

    CatalogueController(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    @GetMapping("/catalogue")
    List<Offer> offers() {
        return catalogue.offers();
    }
}
