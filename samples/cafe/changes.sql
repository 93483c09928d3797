-- What somebody did to the copy: a row, a column and a function.
USE cafe;
UPDATE drink SET price = 3.20 WHERE name = 'Mélange';
DELETE FROM drink WHERE name = 'Чай';
ALTER TABLE drink MODIFY name VARCHAR(60) NOT NULL COMMENT 'as on the board';
DROP FUNCTION with_tip;
CREATE FUNCTION with_tip(amount DECIMAL(8,2)) RETURNS DECIMAL(8,2) DETERMINISTIC
  RETURN ROUND(amount * 1.15, 1);
