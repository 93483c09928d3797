using MySqlOps.Engine.Catalog;
using MySqlOps.Engine.Compare.Definitions.Sides;
using MySqlOps.Engine.Compare.Sync;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Compare.Definitions.Objects;

/// <summary>Compares databases themselves.</summary>
internal sealed class DatabaseDiffer(DifferenceMaker maker, IgnoredProperty ignore)
{
    /// <summary>Compares a database.</summary>
    public IEnumerable<MySqlDifference> Compare(DatabaseFacts? wanted, DatabaseFacts? present)
    {
        var name = (wanted ?? present)!.Name;
        var key = new ObjectKey(ComparedObject.Database, new ObjectName(name, name));
        if (wanted is null || present is null)
        {
            var create = Part(key, ChangeStage.Databases, Create((wanted ?? present)!));
            var drop = Part(key, ChangeStage.DropDatabases, $"DROP DATABASE {SqlIdentifier.Quote(name)}");
            yield return maker.Whole(key, wanted is null ? null : Create(wanted), present is null ? null : Create(present), [create], [drop], $"The database {name} is dropped with all that is in it.");
            yield break;
        }

        if (!wanted.IsDefined || !present.IsDefined)
            yield break;
        if (wanted.CharacterSet != present.CharacterSet && !ignore.HasFlag(IgnoredProperty.CharacterSet))
            yield return Property(key, "character set", wanted.CharacterSet, present.CharacterSet, CharacterSet(wanted), CharacterSet(present));
        else if (wanted.CharacterSet == present.CharacterSet && wanted.Collation != present.Collation && !ignore.HasFlag(IgnoredProperty.Collation))
            yield return Property(key, "collation", wanted.Collation, present.Collation, CharacterSet(wanted), CharacterSet(present));
        if (wanted.IsEncrypted != present.IsEncrypted && !ignore.HasFlag(IgnoredProperty.Engine))
            yield return Property(key, "encryption", Encryption(wanted), Encryption(present), $"ENCRYPTION = {Encryption(wanted)}", $"ENCRYPTION = {Encryption(present)}");
    }

    private static string Encryption(DatabaseFacts database) => database.IsEncrypted ? "'Y'" : "'N'";

    private static string CharacterSet(DatabaseFacts database) => $"CHARACTER SET {database.CharacterSet} COLLATE {database.Collation}";

    private static string Create(DatabaseFacts database) =>
        $"CREATE DATABASE {SqlIdentifier.Quote(database.Name)}{(database.IsDefined ? $" {CharacterSet(database)}" : "")}{(database.IsEncrypted ? " ENCRYPTION = 'Y'" : "")}";

    private static ChangePart Part(ObjectKey key, ChangeStage stage, string statement) => new() { Stage = stage, Object = key.Name, Statement = statement };

    private MySqlDifference Property(ObjectKey key, string property, string wanted, string present, string forward, string backward)
    {
        return maker.Property(key, property, wanted, present, Alter(forward), Alter(backward), null);

        DefinitionChange Alter(string clause) => new() { Parts = [Part(key, ChangeStage.Databases, $"ALTER DATABASE {SqlIdentifier.Quote(key.Name.Database)} {clause}")] };
    }
}
