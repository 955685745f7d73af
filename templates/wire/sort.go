package wire

import "slices"

// sortTexts sorts texts as slices.Sort does. Most maps are small.
func sortTexts(texts []string) {
	if len(texts) > fewTexts {
		slices.Sort(texts)
		return
	}
	var sorted [fewTexts]string
	order := orderOf(texts)
	for i, at := range order[:len(texts)] {
		sorted[i] = texts[at]
	}
	copy(texts, sorted[:])
}

const fewTexts = 16

// orderOf returns the indexes of a few texts in the order of these. Most keys
// differ in their first eight bytes, which compare as a number does.
func orderOf(texts []string) (order [fewTexts]uint8) {
	const index = fewTexts - 1 // the bits of a word in which an index stands
	var words [fewTexts]uint64 // the first bytes of a text, and its index
	for i, text := range texts {
		word, at := firstBytes(text)&^index|uint64(i), i
		for ; at > 0; at-- {
			before := words[at-1]
			if before^word > index {
				if before < word {
					break
				}
			} else if texts[before&index] <= text {
				break
			}
			words[at] = before
		}
		words[at] = word
	}
	for i := range texts {
		order[i] = uint8(words[i] & index)
	}
	return order
}
