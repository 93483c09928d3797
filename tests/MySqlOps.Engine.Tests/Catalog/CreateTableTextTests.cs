using MySqlOps.Engine.Catalog.CreateTable;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Tests.Catalog;

public sealed class CreateTableTextTests
{
    private const string Statement =
        """
        CREATE TABLE `a``b, (c)` (
          `id` bigint unsigned NOT NULL AUTO_INCREMENT COMMENT 'it''s ), PRIMARY KEY (`x`) \\',
          `kind` enum('a,b)','c''d','\\') CHARACTER SET latin1 COLLATE latin1_german2_ci DEFAULT 'a,b)',
          `AUTO_INCREMENT` int DEFAULT NULL,
          `hidden` decimal(5,2) NOT NULL DEFAULT '0.00' /*!80023 INVISIBLE */ COMMENT 'AUTO_INCREMENT GENERATED',
          `made` varchar(10) GENERATED ALWAYS AS (concat(`kind`,_utf8mb3'),(\'') COLLATE utf8mb4_bin) VIRTUAL,
          `place` point DEFAULT NULL /*!80003 SRID 4326 */,
          `engine` int DEFAULT NULL /*!80021 ENGINE_ATTRIBUTE '{"end": "*/"}' */,
          `parent` int DEFAULT NULL,
          PRIMARY KEY (`id`),
          UNIQUE KEY `lower` ((lower(`kind`)),`id`),
          KEY `prefix` (`kind`(10) DESC,`id`) USING BTREE COMMENT 'ADD ), KEY' /*!80000 INVISIBLE */,
          KEY `parent` (`parent`),
          SPATIAL KEY `place` (`place`),
          FULLTEXT KEY `words` (`kind`) /*!50100 WITH PARSER `ngram` */ ,
          FULLTEXT KEY `more` (`made`) /*!50100 WITH PARSER `ngram` */ ,
          CONSTRAINT `far, (off)` FOREIGN KEY (`parent`,`id`) REFERENCES `other``db`.`t.t` (`a`,`b``c`) ON DELETE CASCADE ON UPDATE SET NULL,
          CONSTRAINT `near` FOREIGN KEY (`parent`) REFERENCES `here` (`id`),
          CONSTRAINT `sane` CHECK ((`kind` <> _latin1'ENGINE=x, )')) /*!80016 NOT ENFORCED */
        ) /*!50100 TABLESPACE `ts 1` */ ENGINE=InnoDB AUTO_INCREMENT=7 DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_0900_ai_ci COMMENT='ENGINE=MyISAM, ) COLLATE=x'
        /*!50100 PARTITION BY RANGE (`id`)
        (PARTITION p0 VALUES LESS THAN (10) COMMENT = 'ENGINE = x' ENGINE = InnoDB,
         PARTITION `p,1` VALUES LESS THAN MAXVALUE ENGINE = InnoDB) */
        """;

    private static readonly CreateTableText Table = CreateTableText.Parse(Statement);

    [Fact]
    public void TextComesOutAsItWentIn() => Assert.Equal(Statement, Table.ToString());

    [Fact]
    public void TheTableIsNamed() => Assert.Equal("a`b, (c)", Table.TableName);

    [Fact]
    public void ColumnsAreToldFromTheirComments()
    {
        Assert.Equal(["id", "kind", "AUTO_INCREMENT", "hidden", "made", "place", "engine", "parent"], Table.Columns.Select(column => column.Name));
        Assert.Equal(["id"], Table.Columns.Where(column => column.IsAutoIncrement).Select(column => column.Name));
        Assert.Equal(["made"], Table.Columns.Where(column => column.IsGenerated).Select(column => column.Name));
    }

    [Fact]
    public void IndexesAreReadWithKindAndColumns() => Assert.Equal(
        ["Primary PRIMARY id", "Unique lower ?,id", "Key prefix kind,id", "Key parent parent", "Spatial place place", "FullText words kind", "FullText more made"],
        Table.Indexes.Select(index => $"{index.Kind} {index.Name} {string.Join(',', index.Columns.Select(column => column ?? "?"))}"));

    [Fact]
    public void ForeignKeysAreReadWithTheirParents()
    {
        var keys = Table.ForeignKeys.ToArray();
        Assert.Equal(("far, (off)", "other`db", "t.t", "ON DELETE CASCADE ON UPDATE SET NULL"), (keys[0].Name, keys[0].ReferencedDatabase, keys[0].ReferencedTable, keys[0].Actions));
        Assert.Equal(["parent", "id"], keys[0].Columns);
        Assert.Equal(["a", "b`c"], keys[0].ReferencedColumns);
        Assert.Equal(("near", null, "here", ""), (keys[1].Name, keys[1].ReferencedDatabase, keys[1].ReferencedTable, keys[1].Actions));
    }

    [Fact]
    public void ChecksAreNamed() => Assert.Equal(["sane"], Table.Elements.OfType<CheckElement>().Select(check => check.Name));

    [Fact]
    public void CollationsAndCharacterSetsAreThoseOutsideOfTexts()
    {
        Assert.Equal(["latin1_german2_ci", "utf8mb4_0900_ai_ci", "utf8mb4_bin"], Table.Collations.Order(StringComparer.Ordinal));
        Assert.Equal(["latin1", "utf8mb3", "utf8mb4"], Table.CharacterSets.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void TheTablespaceIsNamed() => Assert.Equal("ts 1", Table.Tablespace);

    [Fact]
    public void AnotherEngineGoesIntoOptionsAndPartitionsOnly()
    {
        var text = Table.WithEngine("MyISAM").ToString();

        Assert.Equal(Statement.Replace("ENGINE=InnoDB", "ENGINE=MyISAM", StringComparison.Ordinal).Replace("ENGINE = InnoDB", "ENGINE = MyISAM", StringComparison.Ordinal), text);
    }

    [Theory]
    [InlineData(") /*!50100 TABLESPACE `a b` */ ENGINE=InnoDB", ") ENGINE=InnoDB")]
    [InlineData(") TABLESPACE = `a` ENGINE=InnoDB", ") ENGINE=InnoDB")]
    [InlineData(") ENGINE=InnoDB COMMENT='TABLESPACE `a`'", ") ENGINE=InnoDB COMMENT='TABLESPACE `a`'")]
    public void TablespaceCanBeLeftOut(string tail, string expected) =>
        Assert.Equal($"CREATE TABLE `t` (`a` int{expected}", CreateTableText.Parse($"CREATE TABLE `t` (`a` int{tail}").WithoutTablespace().ToString());

    [Fact]
    public void AnEngineThatIsNoNameIsRefused() => Assert.Throws<ArgumentException>(() => Table.WithEngine("InnoDB COMMENT=''"));

    [Fact]
    public void ParentsFollowTheirDatabasesNewName()
    {
        var text = Table.WithDatabases(new Dictionary<string, string> { ["other`db"] = "new.db" }).ToString();

        Assert.Equal(Statement.Replace("`other``db`.`t.t`", "`new.db`.`t.t`", StringComparison.Ordinal), text);
    }

    [Theory]
    [InlineData("")]
    [InlineData("CREATE TABLE `t`")]
    [InlineData("CREATE TABLE `t` (\n  `id` int")]
    [InlineData("CREATE TABLE `t` (\n  `id` int COMMENT 'x)\n)")]
    [InlineData("CREATE TABLE `t` (\n  `id` int /* x\n)")]
    [InlineData("CREATE TABLE `t` (\n  PRIMARY KEY id\n)")]
    [InlineData("CREATE TABLE `t` (\n  CONSTRAINT `f` FOREIGN KEY (1) REFERENCES `p` (`id`)\n)")]
    [InlineData("INSERT INTO `t` (`a`) VALUES (1)")]
    public void WhatIsNoCreateTableIsRefused(string text) =>
        Assert.Equal(ErrorId.DefinitionInvalid, Assert.Throws<MySqlOpsException>(() => CreateTableText.Parse(text)).Id);

    [Fact]
    public void MutatedTextGivesATableOrTheOneError()
    {
        var seed = Environment.TickCount;
        var random = new Random(seed);
        for (var i = 0; i < 3000; i++)
        {
            var text = Mutate(random, Statement);
            var error = Record.Exception(() => Assert.Equal(text, CreateTableText.Parse(text).ToString()));

            Assert.True(error is null or MySqlOpsException { Id: ErrorId.DefinitionInvalid }, $"Seed {seed}, round {i}: {error}\n{text}");
        }
    }

    private static string Mutate(Random random, string text)
    {
        const string Pieces = "'`\"(),\\*/ !0aK\n.=";
        var mutated = text.ToList();
        for (var count = random.Next(1, 4); count > 0; count--)
        {
            var at = random.Next(mutated.Count);
            if (random.Next(2) == 0)
                mutated.RemoveAt(at);
            else
                mutated.Insert(at, Pieces[random.Next(Pieces.Length)]);
        }

        return new string([.. mutated]);
    }
}
