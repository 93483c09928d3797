-- What then happens at the source: the replica lacks the row that this changes.
UPDATE cafe.drink SET price = price + 0.10 WHERE id = 1;
