using System.Management.Automation;

namespace MySqlOps.Cmdlets.Runtime;

/// <summary>Whether a person sits before a console that can be drawn on. Only for the pipeline's thread.</summary>
internal static class InteractiveConsole
{
    /// <summary>True when the cmdlet is the last of its pipeline, and what it writes goes to a terminal.</summary>
    public static bool IsDrawable(PSCmdlet cmdlet) =>
        cmdlet.MyInvocation.PipelinePosition == cmdlet.MyInvocation.PipelineLength && cmdlet.Host.UI.SupportsVirtualTerminal && Is(cmdlet, "[Console]::IsOutputRedirected", false);

    /// <summary>True when keys can be read too: nobody answers where PowerShell was started with -NonInteractive, or reads its input from elsewhere.</summary>
    public static bool HasKeys(PSCmdlet cmdlet) =>
        Is(cmdlet, "[Console]::IsInputRedirected", false)
        && !Environment.GetCommandLineArgs().Any(static argument => argument.TrimStart('-', '/') is { Length: >= 4 } name && "noninteractive".StartsWith(name, StringComparison.OrdinalIgnoreCase) && name.Length < argument.Length);

    /// <summary>True when colours are not unwanted.</summary>
    public static bool IsColored => string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));

    /// <summary>PowerShell's host has no word for it, so PowerShell is asked; where scripts may not ask either, nothing is drawn.</summary>
    private static bool Is(PSCmdlet cmdlet, string question, bool wanted)
    {
        try
        {
            return cmdlet.InvokeCommand.InvokeScript(question) is [{ BaseObject: bool answer }] && answer == wanted;
        }
        catch (RuntimeException)
        {
            return false;
        }
    }
}
