-- A small database for the tour: what is changed on the copy, and put right again.
CREATE DATABASE cafe CHARACTER SET utf8mb4;
USE cafe;

CREATE TABLE drink (
  id INT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
  name VARCHAR(40) NOT NULL,
  price DECIMAL(6,2) NOT NULL,
  sold_since DATE NOT NULL,
  UNIQUE KEY by_name (name),
  CONSTRAINT price_is_positive CHECK (price > 0)
);

INSERT INTO drink (name, price, sold_since) VALUES
  ('Espresso', 2.40, '2019-03-01'), ('Café crème', 3.10, '2019-03-01'), ('Mélange', 3.60, '2021-10-15'), ('Чай', 2.80, '2020-01-07'), ('抹茶', 4.20, '2024-05-05');

CREATE FUNCTION with_tip(amount DECIMAL(8,2)) RETURNS DECIMAL(8,2) DETERMINISTIC
  RETURN ROUND(amount * 1.10, 1);
