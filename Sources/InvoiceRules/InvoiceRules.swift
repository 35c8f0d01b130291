/// The room of EN 16931, Peppol BIS and Finvoice business rules. It is empty so far: what readers check is what a claim needs, and
/// those findings stand in each format's catalogue.
public enum InvoiceRules {}
