import { createSlice } from '@reduxjs/toolkit';

const contextSlice = createSlice({
  name: 'context',
  // `chosenTheme` is null until the shopper chooses one: the theme of the system is shown.
  initialState: { theme: 'light', chosenTheme: null, locale: 'en-US' },
  reducers: {
    chooseTheme: (state, { payload }) => {
      state.theme = payload;
      state.chosenTheme = payload;
    },
    followSystemTheme: (state, { payload }) => {
      state.theme = state.chosenTheme ?? payload;
    },
  },
});

export const { chooseTheme, followSystemTheme } = contextSlice.actions;
export const contextReducer = contextSlice.reducer;

export const selectTheme = (state) => state.context.theme;
export const selectLocale = (state) => state.context.locale;
