using System.Text;
using MySqlOps.Engine.Topology;
using MySqlOps.Engine.Topology.Drawing;

namespace MySqlOps.Cmdlets.Topology;

/// <summary>How a node looks in a console: its lines of the tree, in colours. PowerShell leaves the colours out where none are wanted.</summary>
public static class TopologyText
{
    private const string Reset = "\e[0m";

    /// <summary>The lines of a node.</summary>
    /// <param name="value">A MySqlTopologyNode.</param>
    /// <param name="width">The window's width; 0 where there is none.</param>
    public static string Format(object? value, int width)
    {
        if (value is not MySqlTopologyNode node)
            return "";
        var text = new StringBuilder();
        foreach (var line in TopologyTree.Lines(node, width))
        {
            if (text.Length > 0)
                text.Append('\n');
            foreach (var part in line)
                Append(text, part);
        }

        return text.ToString();
    }

    private static void Append(StringBuilder text, ToneText part)
    {
        // What a server says may hold escape sequences of its own: a terminal must not obey them.
        var safe = string.Concat(part.Text.Select(static character => char.IsControl(character) ? '\uFFFD' : character));
        var colour = part.Tone switch
        {
            TextTone.Name => "\e[1m",
            TextTone.Faint => "\e[2m",
            TextTone.Good => "\e[32m",
            TextTone.Warning => "\e[33m",
            TextTone.Bad => "\e[31m",
            _ => "",
        };
        if (colour.Length == 0)
            text.Append(safe);
        else
            text.Append(colour).Append(safe).Append(Reset);
    }
}
