import caravan.client.ApiClient;
import caravan.client.api.ConnectionsApi;
import caravan.client.api.ProductsApi;
import caravan.client.api.SyncApi;
import caravan.client.model.Connection;
import caravan.client.model.ExportRequest;
import caravan.client.model.ExportResult;
import caravan.client.model.NewProduct;
import caravan.client.model.Product;
import caravan.client.model.ProductStatus;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.text.DateFormat;
import java.util.List;

/**
 * Creates a product, exports it to the default store and reads it, with the client that the OpenAPI generator makes of Caravan's
 * description. How to generate the client is in examples/README.md.
 */
public final class FirstProduct {

    private FirstProduct() {}

    /** For Caravan an absent member and null are not the same: null removes a value. What is not set is not sent. */
    private static ApiClient client() {
        DateFormat dates = ApiClient.createDefaultDateFormat();
        return new ApiClient(
                ApiClient.createDefaultMapper(dates).setDefaultPropertyInclusion(JsonInclude.Include.NON_NULL), dates);
    }

    /** @param args address, user, password, and the SKU of the product */
    public static void main(String[] args) {
        ApiClient caravan = client().setBasePath(args[0]);
        caravan.setUsername(args[1]);
        caravan.setPassword(args[2]);
        String sku = args[3];

        Product made = new ProductsApi(caravan)
                .createProduct(new NewProduct()
                        .sku(sku)
                        .name("A mug by a client")
                        .price("12.90")
                        .status(ProductStatus.COMPLETE)
                        .tags(List.of("example")));

        Connection store = new ConnectionsApi(caravan).showDefaultConnection();
        ExportResult exported = new SyncApi(caravan)
                .exportProducts(
                        new ExportRequest().connectionId(store.getId()).productIds(List.of(made.getId())), null);

        Product read = new ProductsApi(caravan).showProductBySku(sku);
        System.out.println("OK: product " + read.getId() + " (" + read.getName() + ", " + read.getPrice() + ") is product "
                + exported.getResults().get(0).getWooProductId() + " of " + store.getStoreName());
    }
}
