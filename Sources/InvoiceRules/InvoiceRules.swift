/// The room of EN 16931, Peppol BIS and Finvoice business rules. What readers check is what a claim needs; what else a document has to
/// be is here.
public enum InvoiceRules {}
