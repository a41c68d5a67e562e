class Caller extends RouteBuilder {
    public void configure() {
        from("direct:made-in-java").to("direct:called-from-java");
        template.sendBody("direct:never-made", null);
        template.sendBody("seda:store-" + id, null);
    }
}
