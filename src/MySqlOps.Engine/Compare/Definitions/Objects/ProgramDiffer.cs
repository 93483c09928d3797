using MySqlOps.Engine.Catalog;
using MySqlOps.Engine.Compare.Definitions.Scratch;
using MySqlOps.Engine.Compare.Definitions.Sides;
using MySqlOps.Engine.Compare.Sync;

namespace MySqlOps.Engine.Compare.Definitions.Objects;

/// <summary>Compares views, routines, triggers and events, of which the server keeps the text.</summary>
internal sealed class ProgramDiffer(IgnoredProperty ignore)
{
    /// <summary>Which property differs first, and its values.</summary>
    /// <returns>Null when nothing differs that is looked at.</returns>
    public (string Property, string Wanted, string Present)? Compare(SideObject wanted, SideObject present)
    {
        var (one, other) = (Text(wanted), Text(present));
        if (one != other)
        {
            var definers = (new ProgramStatement(wanted.Statement).Definer, new ProgramStatement(present.Statement).Definer);
            return definers is ({ } first, { } second) && first != second && new ProgramStatement(one).WithDefiner(second) == other
                ? ("definer", first, second)
                : ("definition", wanted.Statement, present.Statement);
        }

        var (context, old) = (wanted.Context!, present.Context!);
        if (!ignore.HasFlag(IgnoredProperty.SqlMode) && context.SqlMode != old.SqlMode)
            return ("sql_mode", context.SqlMode ?? "", old.SqlMode ?? "");
        if (!ignore.HasFlag(IgnoredProperty.CharacterSet) && CollationFacts.Today(context.CharacterSetClient) != CollationFacts.Today(old.CharacterSetClient))
            return ("character_set_client", context.CharacterSetClient, old.CharacterSetClient);
        if ((ignore & (IgnoredProperty.Collation | IgnoredProperty.CharacterSet)) == IgnoredProperty.None && CollationFacts.Today(context.CollationConnection) != CollationFacts.Today(old.CollationConnection))
            return ("collation_connection", context.CollationConnection, old.CollationConnection);
        return context.TimeZone != old.TimeZone ? ("time_zone", context.TimeZone ?? "", old.TimeZone ?? "") : null;
    }

    /// <summary>The parts that put one object in the place of another of its type and name.</summary>
    public IReadOnlyList<ChangePart> Replace(SideObject from, SideObject to, IReadOnlyList<ObjectName> needs)
    {
        var statement = ObjectStatements.Qualified(to);
        if (ignore.HasFlag(IgnoredProperty.Definer) && new ProgramStatement(from.Written).Definer is { } definer)
            statement = new ProgramStatement(statement).WithDefiner(definer);
        if (to.Key.Type == ComparedObject.View && new ProgramStatement(from.Statement).ViewKind == new ProgramStatement(to.Statement).ViewKind)
            return [ObjectStatements.CreateProgram(to, new ProgramStatement(statement).OrReplace(), needs)];
        return [.. ObjectStatements.Drop(from.Key, null), ObjectStatements.CreateProgram(to, statement, needs)];
    }

    private string Text(SideObject one)
    {
        var text = new ProgramStatement(one.Statement).Qualify(one.Key.Name.Database, one.Key.Name.Name, one.Table?.Name);
        if (ignore.HasFlag(IgnoredProperty.Definer))
            text = new ProgramStatement(text).WithDefiner("``@``");
        if (ignore.HasFlag(IgnoredProperty.Comment) && one.Key.Type != ComparedObject.View)
            text = new ProgramStatement(text).WithoutComment();
        return ignore.HasFlag(IgnoredProperty.EventStatus) && one.Key.Type == ComparedObject.Event ? EventStatus.Set(text, "DISABLE", out _) : text;
    }
}
