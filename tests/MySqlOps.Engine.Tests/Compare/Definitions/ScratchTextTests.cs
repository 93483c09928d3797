using MySqlOps.Engine.Compare.Definitions;
using MySqlOps.Engine.Compare.Definitions.Accounts;
using MySqlOps.Engine.Compare.Definitions.Objects;
using MySqlOps.Engine.Compare.Definitions.Scratch;
using MySqlOps.Engine.Compare.Definitions.Tables;

namespace MySqlOps.Engine.Tests.Compare.Definitions;

/// <summary>How scripts and statements are taken apart and put together.</summary>
public sealed class ScratchTextTests
{
    [Fact]
    public void AScriptIsCutAtItsDelimiters()
    {
        const string Script = "-- a; comment\nCREATE TABLE t (a int /* ; */, b text DEFAULT ';');\nDELIMITER ;;\nCREATE PROCEDURE p() BEGIN SELECT 1; SELECT `;;`; END\n;;\nDELIMITER ;\n# end\nSET @a = 1";
        Assert.Equal(["CREATE TABLE t (a int /* ; */, b text DEFAULT ';')", "CREATE PROCEDURE p() BEGIN SELECT 1; SELECT `;;`; END", "SET @a = 1"], ScriptCutter.Cut(Script));
    }

    [Theory]
    [InlineData("CREATE TABLE IF NOT EXISTS `a`.`b` (c int)", "CREATE", "TABLE", "b", "a")]
    [InlineData("create or replace definer=`x`@`y` view v as select 1", "CREATE", "VIEW", "v", "")]
    [InlineData("/*!50001 CREATE ALGORITHM=UNDEFINED */ /*!50013 DEFINER=`r`@`l` */ /*!50001 VIEW `v` AS select 1 */", "CREATE", "VIEW", "v", "")]
    [InlineData("CREATE TRIGGER other.x BEFORE INSERT ON third.t FOR EACH ROW SET @a = 1", "CREATE", "TRIGGER", "x", "other,third")]
    [InlineData("CREATE UNIQUE INDEX i ON d.t (a)", "CREATE", "INDEX", "i", "d")]
    [InlineData("CREATE SCHEMA IF NOT EXISTS s", "CREATE", "DATABASE", "s", "s")]
    [InlineData("USE `q`", "USE", "DATABASE", "", "q")]
    [InlineData("CREATE USER table_owner", "CREATE", "", "", "")]
    [InlineData("INSERT INTO t VALUES (1)", "INSERT", "", "", "")]
    public void WhatAStatementIsAboutIsRead(string statement, string verb, string kind, string name, string databases)
    {
        var about = ScriptObject.Read(statement);
        Assert.Equal((verb, kind, name, databases), (about.Verb, about.Kind, about.Name, string.Join(',', about.Databases)));
    }

    [Fact]
    public void ScriptsOfAFolderGiveTheirDefinitionsOnly()
    {
        var found = FolderScript.Read("x.sql", "SET sql_mode='';CREATE DATABASE a CHARACTER SET latin1;USE a;CREATE TABLE t (b int);INSERT INTO t VALUES (1);DROP TABLE z;SET GLOBAL x = 1;CREATE VIEW v AS SELECT 1", "default").ToArray();
        Assert.Equal(["DATABASE a.a", "TABLE a.t", "VIEW a.v"], found.Select(one => $"{one.Kind} {one.Database}.{one.Name}"));
        Assert.Equal("CHARACTER SET latin1", found[0].DatabaseOptions);
        Assert.Equal(["SET sql_mode=''"], found[2].Settings);
    }

    [Theory]
    [InlineData("CREATE EVENT e ON SCHEDULE EVERY 1 DAY ON COMPLETION NOT PRESERVE ENABLE DO SELECT 1", "ENABLE", "CREATE EVENT e ON SCHEDULE EVERY 1 DAY ON COMPLETION NOT PRESERVE DISABLE DO SELECT 1")]
    [InlineData("CREATE EVENT e ON SCHEDULE EVERY 1 DAY DO SELECT 1", "ENABLE", "CREATE EVENT e ON SCHEDULE EVERY 1 DAY DISABLE DO SELECT 1")]
    [InlineData("CREATE EVENT e ON SCHEDULE EVERY 1 DAY DISABLE ON REPLICA COMMENT 'x' DO SELECT 1", "DISABLE ON REPLICA", "CREATE EVENT e ON SCHEDULE EVERY 1 DAY DISABLE COMMENT 'x' DO SELECT 1")]
    public void EventsAreDisabledInScratch(string statement, string before, string after)
    {
        Assert.Equal(after, EventStatus.Set(statement, "DISABLE", out var was));
        Assert.Equal(before, was);
    }

    [Fact]
    public void ARenamedDatabaseIsRenamedWhereItQualifies()
    {
        var renamer = new DatabaseRenamer(new Dictionary<string, string>(StringComparer.Ordinal) { ["a"] = "new" });
        Assert.Equal("select `new`.`t`.`a` AS `x`,'a.b' from `new`.`t`", renamer.Rename("select `a`.`t`.`a` AS `x`,'a.b' from `a`.`t`", out var isDoubtful));
        Assert.False(isDoubtful);
        renamer.Rename("select `a` AS `x` from `t` `a`", out isDoubtful);
        Assert.True(isDoubtful);
    }

    [Fact]
    public void NamesOfProgramsAreQualified()
    {
        var trigger = new ProgramStatement("CREATE DEFINER=`r`@`l` TRIGGER `x` BEFORE INSERT ON `t` FOR EACH ROW SET @a = 1");
        Assert.Equal("CREATE DEFINER=`r`@`l` TRIGGER `d`.`x` BEFORE INSERT ON `d`.`t` FOR EACH ROW SET @a = 1", trigger.Qualify("d", "x", "t"));
        Assert.Equal("CREATE DEFINER=`r`@`l` TRIGGER `x` BEFORE INSERT ON `t` FOR EACH ROW FOLLOWS `y` SET @a = 1", trigger.WithPlace("FOLLOWS `y`"));
        Assert.Equal("CREATE DEFINER=`o`@`%` TRIGGER `x` BEFORE INSERT ON `t` FOR EACH ROW SET @a = 1", trigger.WithDefiner("`o`@`%`"));
        Assert.Equal("BEFORE INSERT", trigger.Moment);
        Assert.Equal("`r`@`l`", trigger.Definer);
    }

    [Fact]
    public void AViewOfAnotherKindIsToldApart()
    {
        Assert.Equal("", new ProgramStatement("CREATE ALGORITHM=UNDEFINED DEFINER=`r`@`l` SQL SECURITY DEFINER VIEW `v` AS select 1").ViewKind);
        Assert.Equal("JSON RELATIONAL DUALITY", new ProgramStatement("CREATE ALGORITHM=UNDEFINED DEFINER=`r`@`l` SQL SECURITY DEFINER JSON RELATIONAL DUALITY VIEW `v` AS select 1").ViewKind);
    }

    [Theory]
    [InlineData("GRANT SELECT, INSERT (`a`, `b`) ON `d`.`t` TO `u`@`h` WITH GRANT OPTION", "GRANT SELECT ON `d`.`t` TO U|GRANT INSERT (`a`, `b`) ON `d`.`t` TO U|GRANT USAGE ON `d`.`t` TO U WITH GRANT OPTION", "REVOKE SELECT ON `d`.`t` FROM U|REVOKE INSERT (`a`, `b`) ON `d`.`t` FROM U|REVOKE GRANT OPTION ON `d`.`t` FROM U")]
    [InlineData("GRANT BACKUP_ADMIN ON *.* TO `u`@`h` WITH GRANT OPTION", "GRANT BACKUP_ADMIN ON *.* TO U WITH GRANT OPTION", "REVOKE BACKUP_ADMIN ON *.* FROM U")]
    [InlineData("GRANT `r`@`%`,`s`@`%` TO `u`@`h` WITH ADMIN OPTION", "GRANT `r`@`%` TO U WITH ADMIN OPTION|GRANT `s`@`%` TO U WITH ADMIN OPTION", "REVOKE `r`@`%` FROM U|REVOKE `s`@`%` FROM U")]
    [InlineData("REVOKE SELECT ON `d`.* FROM `u`@`h`", "REVOKE SELECT ON `d`.* FROM U", "GRANT SELECT ON `d`.* TO U")]
    [InlineData("GRANT USAGE ON *.* TO `u`@`h`", "", "")]
    public void GrantsAreTakenApart(string row, string grants, string revokes)
    {
        var items = GrantItem.Read([row], "U").ToArray();
        Assert.Equal((grants, revokes), (string.Join('|', items.Select(item => item.Grant)), string.Join('|', items.Select(item => item.Revoke))));
    }

    [Fact]
    public void TheLongestSequenceStays() => Assert.Equal(["b", "c", "e"], LongestSequence.Find(["d", "b", "a", "c", "e"], ["b", "c", "e", "a", "d"]).Order(StringComparer.Ordinal));
}
