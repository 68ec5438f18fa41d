"""Who works at a regio-organisatie: who delivered, who takes part. Totals and dates, never a patient."""
