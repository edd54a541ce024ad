package maestro.checkout;

import java.util.List;
import maestro.checkout.CatalogueRepository.Offer;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Lists the catalogue. */
@RestController
class CatalogueController {

    private final CatalogueRepository catalogue;

    CatalogueController(CatalogueRepository catalogue) {
        this.catalogue = catalogue;
    }

    @GetMapping("/catalogue")
    List<Offer> offers() {
        return catalogue.offers();
    }
}
