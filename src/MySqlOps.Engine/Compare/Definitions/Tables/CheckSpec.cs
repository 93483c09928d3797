using MySqlOps.Engine.Catalog.CreateTable;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Compare.Definitions.Tables;

/// <summary>A CHECK constraint.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Condition">The condition with its parentheses.</param>
/// <param name="IsEnforced">False for NOT ENFORCED.</param>
internal sealed record CheckSpec(string Name, string Condition, bool IsEnforced)
{
    /// <summary>Reads an entry.</summary>
    /// <returns>The constraint; null when something in it is not known, or it does not print as it came.</returns>
    public static CheckSpec? Read(CheckElement element)
    {
        var cursor = new ElementCursor(element.Text);
        while (!cursor.IsAtEnd && !cursor.Current.IsSymbol('('))
            cursor.TakeText();
        var condition = cursor.TakeParentheses();
        var check = new CheckSpec(element.Name, condition, !cursor.Take("NOT", "ENFORCED"));
        return cursor.IsAtEnd && check.Print() == element.Text ? check : null;
    }

    /// <summary>The text as the server prints it.</summary>
    public string Print() => $"CONSTRAINT {SqlIdentifier.Quote(Name)} CHECK {Condition}{(IsEnforced ? "" : " /*!80016 NOT ENFORCED */")}";

    /// <summary>The text for a statement.</summary>
    public string Define() => $"CONSTRAINT {SqlIdentifier.Quote(Name)} CHECK {Condition}{(IsEnforced ? "" : " NOT ENFORCED")}";
}
