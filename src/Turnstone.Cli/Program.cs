Console.WriteLine("Å".Normalize(System.Text.NormalizationForm.FormD).Length);
